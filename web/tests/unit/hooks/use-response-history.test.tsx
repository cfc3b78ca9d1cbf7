import { act, renderHook } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AIClientProvider, createAIClient, useResponseHistory, type StoredResponse } from '../../../src/index.js'
import { issueAnswers } from '../../../src/core/hooks/issue-answers.js'
import { FakeService, settle } from '../support/fake-service.js'
import { doing } from '../support/hook.js'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

function stored(responseId: string): StoredResponse {
  return { responseId, issueId: '1', action: 'refine', state: 'completed', text: responseId, parentId: null, rating: null, createdAt: '2025-01-15T10:00:00Z' }
}

async function renderHistory(issueId = 'acme/shop#42', action?: string, strict = false) {
  const service = new FakeService()
  const client = createAIClient({ fetch: service.fetch })
  const wrapper = ({ children }: { children: ReactNode }) => {
    const tree = <AIClientProvider client={client}>{children}</AIClientProvider>
    return strict ? <StrictMode>{tree}</StrictMode> : tree
  }
  const hook = renderHook(({ issueId, action }) => useResponseHistory(issueId, action), { wrapper, initialProps: { issueId, action } })
  await act(settle)
  return { service, client, ...hook }
}

const ids = (items: StoredResponse[]) => items.map(({ responseId }) => responseId)

it('loads the answers with their texts', async () => {
  const { service, result } = await renderHistory('acme/shop#42', 'refine')
  expect(service.log).toEqual(['GET /api/ai/responses?issueId=acme%2Fshop%2342&action=refine&include=text'])
  expect(result.current).toMatchObject({ items: [], isLoading: true, error: null, loadMore: undefined })

  await doing(() => { service.last.answer(200, { items: [stored('b'), stored('a')], continuation: null }) })
  expect(result.current).toMatchObject({ isLoading: false, error: null, loadMore: undefined })
  expect(ids(result.current.items)).toEqual(['b', 'a'])
})

it('loads older answers', async () => {
  const { service, result } = await renderHistory('1')
  await doing(() => { service.last.answer(200, { items: [stored('c')], continuation: 'next/page' }) })
  await doing(() => { void result.current.loadMore!() })
  expect(service.log[1]).toBe('GET /api/ai/responses?issueId=1&continuation=next%2Fpage&include=text')
  await doing(() => { service.last.answer(200, { items: [stored('b')], continuation: null }) })

  expect(ids(result.current.items)).toEqual(['c', 'b'])
  expect(result.current.loadMore).toBeUndefined()
})

it('loads older answers once, however often it is asked', async () => {
  const { service, result } = await renderHistory('1')
  await doing(() => { service.last.answer(200, { items: [stored('c')], continuation: 'next' }) })
  await doing(() => {
    void result.current.loadMore!()
    void result.current.loadMore!()
  })

  expect(service.exchanges).toHaveLength(2)
})

it('keeps the answers while it loads them again', async () => {
  const { service, result } = await renderHistory('1')
  await doing(() => { service.last.answer(200, { items: [stored('a')], continuation: null }) })
  await doing(() => { void result.current.refresh() })
  expect(ids(result.current.items)).toEqual(['a'])
  expect(result.current.isLoading).toBe(true)

  await doing(() => { service.last.answer(200, { items: [stored('b'), stored('a')], continuation: null }) })
  expect(ids(result.current.items)).toEqual(['b', 'a'])
})

it('tells a failure, and keeps the answers', async () => {
  const { service, result } = await renderHistory('1')
  await doing(() => { service.last.answer(200, { items: [stored('a')], continuation: null }) })
  await doing(() => { void result.current.refresh() })
  await doing(() => { service.last.refuse(503, { code: 'storage_unavailable' }) })

  expect(result.current).toMatchObject({ isLoading: false, error: { code: 'storage_unavailable', status: 503 } })
  expect(ids(result.current.items)).toEqual(['a'])

  await doing(() => { void result.current.refresh() })
  expect(result.current.error).toBeNull()
})

it("never shows an issue another one's answers", async () => {
  const { service, result, rerender } = await renderHistory('1')
  const [first] = service.exchanges
  await doing(() => { rerender({ issueId: '2', action: undefined }) })
  await doing(() => { service.last.answer(200, { items: [stored('of 2')], continuation: null }) })
  await doing(() => { first!.answer(200, { items: [stored('of 1')], continuation: null }) })

  expect(ids(result.current.items)).toEqual(['of 2'])
  expect(first!.aborted).toBe(true)
})

it('loads in StrictMode, and stops when it is unmounted', async () => {
  const { service, result, unmount } = await renderHistory('1', undefined, true)
  await doing(() => { service.last.answer(200, { items: [stored('a')], continuation: null }) })
  expect(ids(result.current.items)).toEqual(['a'])

  await doing(() => { void result.current.refresh() })
  unmount()
  expect(service.last.aborted).toBe(true)
})

it('keeps older answers when a response has ended', async () => {
  const { service, client, result } = await renderHistory('1')
  await doing(() => { service.last.answer(200, { items: [stored('d'), stored('c')], continuation: 'to b' }) })
  await doing(() => { void result.current.loadMore!() })
  await doing(() => { service.last.answer(200, { items: [stored('b')], continuation: 'to a' }) })
  await doing(() => { void issueAnswers(client).list('1').update() })
  await doing(() => { service.last.answer(200, { items: [stored('e'), { ...stored('c'), state: 'failed' }], continuation: 'to b' }) })

  expect(ids(result.current.items)).toEqual(['e', 'c', 'b'])
  expect(result.current.items[1]!.state).toBe('failed')
  await doing(() => { void result.current.loadMore!() })
  expect(service.last.url).toContain('continuation=to+a')
})

it('forgets older answers when it is refreshed', async () => {
  const { service, result } = await renderHistory('1')
  await doing(() => { service.last.answer(200, { items: [stored('d'), stored('c')], continuation: 'to b' }) })
  await doing(() => { void result.current.loadMore!() })
  await doing(() => { service.last.answer(200, { items: [stored('b')], continuation: null }) })
  await doing(() => { void result.current.refresh() })
  await doing(() => { service.last.answer(200, { items: [stored('d'), stored('c')], continuation: 'to b' }) })

  expect(ids(result.current.items)).toEqual(['d', 'c'])
})

it.each([
  ['there are no older ones any more', [stored('d')], null],
  ['there may be others in between', [stored('f'), stored('e')], 'to d'],
])('shows only the newest when %s', async (_, items, continuation) => {
  const { service, result } = await renderHistory('1')
  await doing(() => { service.last.answer(200, { items: [stored('d'), stored('c')], continuation: 'to b' }) })
  await doing(() => { void result.current.refresh() })
  await doing(() => { service.last.answer(200, { items, continuation }) })

  expect(ids(result.current.items)).toEqual(ids(items))
  expect(result.current.loadMore === undefined).toBe(continuation === null)
})
