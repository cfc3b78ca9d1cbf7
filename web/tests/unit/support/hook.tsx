import { act, renderHook } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { vi } from 'vitest'
import { AIClientProvider, createAIClient, useAIStream, type UseAIStreamOptions } from '../../../src/index.js'
import { FakeService, settle } from './fake-service.js'

/** A component that uses the hook over a fake service, with a count of its renders. */
export function renderStream(options: UseAIStreamOptions = {}, { strict = false } = {}) {
  const service = new FakeService()
  const client = createAIClient({ fetch: service.fetch })
  const renders = { count: 0 }
  const wrapper = ({ children }: { children: ReactNode }) => {
    const tree = <AIClientProvider client={client}>{children}</AIClientProvider>
    return strict ? <StrictMode>{tree}</StrictMode> : tree
  }
  const hook = renderHook((props: UseAIStreamOptions) => {
    renders.count++
    return useAIStream(props)
  }, { wrapper, initialProps: options })
  return { service, renders, ...hook }
}

/** Performs an action in the components, and runs everything that doesn't wait for time to pass. */
export async function doing<T>(action: () => T | Promise<T>): Promise<T> {
  let result!: T
  await act(async () => {
    result = await action()
    await settle()
  })
  return result
}

export async function pass(milliseconds: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(milliseconds))
}

/** Long enough for one drawn frame. */
export const A_FRAME = 16
