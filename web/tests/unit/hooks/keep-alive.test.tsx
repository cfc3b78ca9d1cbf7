import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AIClientProvider, createAIClient, useAIStream, type StreamCallbacks } from '../../../src/index.js'
import { FakeService, settle } from '../support/fake-service.js'
import { A_FRAME, doing, pass } from '../support/hook.js'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const ATTACH = 'GET /api/ai/refine/stream?issueId=acme%2Fshop%2342&resumable=true'

async function mount(service = new FakeService(), client = createAIClient({ fetch: service.fetch }), callbacks: StreamCallbacks<unknown> = {}) {
  const wrapper = ({ children }: { children: ReactNode }) => <AIClientProvider client={client}>{children}</AIClientProvider>
  const hook = renderHook(() => useAIStream({ ...callbacks, keepAlive: { issueId: 'acme/shop#42', action: 'refine' } }), { wrapper })
  await act(settle)
  return { service, client, ...hook }
}

it('follows the answer that is being written, from its beginning', async () => {
  const { service, result } = await mount()
  expect(service.log).toEqual([ATTACH])
  expect(result.current.status).toBe('idle')

  await doing(() => service.last.open().text(1, 'One '))
  await pass(A_FRAME)
  expect(result.current).toMatchObject({ status: 'streaming', streamedText: 'One ', responseId: 'r1' })

  await doing(() => service.last.text(2, 'two').metadata(3))
  expect(result.current).toMatchObject({ status: 'completed', streamedText: 'One two' })
})

it.each([
  ['where none is', (service: FakeService) => { service.last.answer(204) }],
  ['where the service knows no such thing', (service: FakeService) => { service.last.refuse(404, { code: 'not_found' }) }],
])('stays idle %s', async (_, answer) => {
  const { service, result } = await mount()

  await doing(() => { answer(service) })

  expect(result.current).toMatchObject({ status: 'idle', error: null })
  expect(service.exchanges).toHaveLength(1)
})

it('goes on when it is unmounted, and has all of it when it is there again', async () => {
  const { service, client, result, unmount } = await mount()
  await doing(() => { service.last.answer(204) })
  await doing(() => void result.current.streamAI('/api/ai/refine', { issueId: 'acme/shop#42' }))
  const answer = service.last
  await doing(() => answer.open().text(1, 'One '))
  unmount()
  await settle()
  await doing(() => answer.text(2, 'two '))

  const { result: again } = await mount(service, client)
  await doing(() => answer.text(3, 'three').metadata(4))

  expect(again.current).toMatchObject({ status: 'completed', streamedText: 'One two three' })
  expect(service.log).toEqual([ATTACH, 'POST /api/ai/refine?resumable=true'])
})

it('comes back after a lost connection', async () => {
  const { service, result } = await mount()
  await doing(() => service.last.open().text(1, 'One ').cut())
  await pass(500)
  expect(service.log[1]).toBe('GET /api/ai/responses/r1?stream=true&starting_after=1')

  await doing(() => service.last.open().text(2, 'two').metadata(3))
  expect(result.current).toMatchObject({ status: 'completed', streamedText: 'One two' })
})

it('leaves an answer running that was asked about before it was seen', async () => {
  const { service, result } = await mount()
  const attaching = service.last
  await doing(() => void result.current.streamAI('/api/ai/refine', { issueId: 'acme/shop#42' }))
  await doing(() => attaching.open('r0'))

  expect(service.log.filter((line) => line.endsWith('/cancel'))).toEqual([])
})

it('is cancelled by abort all the same', async () => {
  const { service, result } = await mount()
  await doing(() => service.last.open().text(1, 'One '))
  await doing(() => { result.current.abort() })

  expect(service.log.at(-1)).toBe('POST /api/ai/responses/r1/cancel')
})

it('tells each mounted component, and none that is unmounted', async () => {
  const [one, two, three] = [vi.fn(), vi.fn(), vi.fn()]
  const { service, client, result } = await mount(undefined, undefined, { onComplete: one })
  await doing(() => { service.last.answer(204) })
  await mount(service, client, { onComplete: two })
  await doing(() => { service.last.answer(204) })
  const { unmount } = await mount(service, client, { onComplete: three })
  await doing(() => { service.last.answer(204) })
  await doing(() => void result.current.streamAI('/api/ai/refine', { issueId: 'acme/shop#42' }))
  unmount()

  await doing(() => service.last.open().text(1, 'One').metadata(2))

  expect(one).toHaveBeenCalledExactlyOnceWith('One', expect.objectContaining({ responseId: 'r1' }))
  expect(two).toHaveBeenCalledOnce()
  expect(three).not.toHaveBeenCalled()
})
