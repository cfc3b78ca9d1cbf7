import { act } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { doing, pass, renderStream } from '../support/hook.js'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

async function stream(text: string, smooth: boolean | { wordDelayMs: number } = true) {
  const onChunk = vi.fn()
  const { service, result, ...hook } = renderStream({ smooth, onChunk })
  const response = await doing(() => ({ promise: result.current.streamAI('/api/ai/refine', { issueId: '1' }) }))
  await doing(() => service.last.open().text(1, text))
  return { service, result, response, onChunk, ...hook }
}

it('shows one word every 50 ms', async () => {
  const { result, onChunk } = await stream('One two  three\n\nfour')

  const seen: string[] = []
  for (let step = 0; step < 4; step++) {
    await pass(step === 0 ? 1 : 50)
    seen.push(result.current.streamedText)
  }

  expect(seen).toEqual(['One ', 'One two  ', 'One two  three\n\n', 'One two  three\n\nfour'])
  expect(onChunk).toHaveBeenCalledExactlyOnceWith('One two  three\n\nfour')
})

it('shows words at the pace asked for', async () => {
  const { result } = await stream('One two', { wordDelayMs: 200 })
  await pass(1)
  expect(result.current.streamedText).toBe('One ')
  await pass(150)
  expect(result.current.streamedText).toBe('One ')
  await pass(50)
  expect(result.current.streamedText).toBe('One two')
})

it('is complete when all of it is shown', async () => {
  const { service, result, response } = await stream('One two three')
  let settled = false
  void response.promise.then(() => (settled = true))
  await doing(() => service.last.metadata(2))
  expect(result.current).toMatchObject({ status: 'streaming' })
  expect(settled).toBe(false)

  await pass(101)
  expect(result.current).toMatchObject({ status: 'completed', streamedText: 'One two three' })
  expect(settled).toBe(true)
})

it('catches up with an answer that comes all at once', async () => {
  const words = Array.from({ length: 500 }, (_, index) => `word${index}`).join(' ')
  const { service, result } = await stream(words)
  await doing(() => service.last.metadata(2))
  await pass(1100)

  expect(result.current).toMatchObject({ status: 'completed', streamedText: words })
})

it('shows everything at once on a hidden page', async () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  const { result } = await stream('One two three')
  await pass(1)

  expect(result.current.streamedText).toBe('One two three')
})

it('is off for users who prefer reduced motion', async () => {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(prefers-reduced-motion: reduce)' }))
  const { result } = await stream('One two three')
  await pass(16)
  vi.unstubAllGlobals()

  expect(result.current.streamedText).toBe('One two three')
})

it('shows the whole text so far when it is aborted', async () => {
  const { result } = await stream('One two three')
  await pass(1)
  act(() => { result.current.abort() })

  expect(result.current).toMatchObject({ status: 'cancelled', streamedText: 'One two three' })
})

it('only shows the rest when it is aborted after the end', async () => {
  const { service, result, response } = await stream('One two three')
  await doing(() => service.last.metadata(2))
  await doing(() => { result.current.abort() })

  expect(result.current).toMatchObject({ status: 'completed', streamedText: 'One two three' })
  await expect(response.promise).resolves.toMatchObject({ text: 'One two three' })
  expect(service.exchanges).toHaveLength(1)
})

it('takes back words that the content filter takes back', async () => {
  const { service, result } = await stream('One ')
  await doing(() => service.last.text(2, 'two three'))
  await pass(101)
  expect(result.current.streamedText).toBe('One two three')
  await doing(() => service.last.frame(3, { type: 'retract', after: 1 }))

  expect(result.current.streamedText).toBe('One ')
})

it('leaves no timer behind', async () => {
  const { unmount } = await stream('One two three four five')
  await pass(1)
  unmount()
  await pass(0)

  // Only the cancel request is still running.
  expect(vi.getTimerCount()).toBe(0)
})
