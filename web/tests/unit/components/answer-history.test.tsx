import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AIClientProvider, AnswerHistory, createAIClient, type ResponseState, type StoredResponse } from '../../../src/index.js'
import { FakeService, settle } from '../support/fake-service.js'
import { doing, pass } from '../support/hook.js'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

function stored(responseId: string, state: ResponseState = 'completed'): StoredResponse {
  return { responseId, issueId: '1', action: 'refine', state, text: responseId, parentId: null, rating: null, createdAt: '2025-01-15T10:00:00Z', instructions: responseId }
}

async function show(items: StoredResponse[], continuation: string | null = null) {
  const service = new FakeService()
  render(
    <AIClientProvider client={createAIClient({ fetch: service.fetch })}>
      <AnswerHistory issueId="1" />
    </AIClientProvider>,
  )
  await act(settle)
  await doing(() => service.last.answer(200, { items, continuation }))
  return service
}

test('a running response is looked up again after a failed attempt', async () => {
  const service = await show([stored('a', 'running')])
  await pass(2000)
  await doing(() => service.last.refuse(503, { code: 'storage_unavailable' }))
  await pass(2000)
  expect(service.exchanges).toHaveLength(2)
  await pass(8000)
  expect(service.exchanges).toHaveLength(3)

  await doing(() => service.last.answer(200, { items: [stored('a')], continuation: null }))
  expect(screen.queryByText(/being written/)).toBeNull()
  await pass(10_000)
  expect(service.exchanges).toHaveLength(3)
})

test('a running response is not looked up again after a failure that would repeat itself', async () => {
  const service = await show([stored('a', 'running')])
  await pass(2000)
  await doing(() => service.last.refuse(401, { code: 'unauthorized' }))
  await pass(60_000)
  expect(service.exchanges).toHaveLength(2)
})

test('looking up a running response does not end the loading of older ones', async () => {
  const service = await show([stored('b', 'running')], 'to a')
  await doing(() => screen.getByRole('button', { name: 'Older answers' }).click())
  const older = service.last
  await pass(10_000)
  expect(service.exchanges).toHaveLength(2)

  await doing(() => older.answer(200, { items: [stored('a')], continuation: null }))
  expect(screen.getByText('a')).toBeInTheDocument()
  await pass(2000)
  expect(service.exchanges).toHaveLength(3)
})

test('the focus moves from the last Older answers to the first older one', async () => {
  const service = await show([stored('b')], 'to a')
  screen.getByRole('button', { name: 'Older answers' }).focus()
  await doing(() => screen.getByRole('button', { name: 'Older answers' }).click())

  await doing(() => service.last.answer(200, { items: [stored('a')], continuation: null }))

  expect(screen.queryByRole('button', { name: 'Older answers' })).toBeNull()
  expect(screen.getByText('a').closest('button')).toHaveFocus()
})
