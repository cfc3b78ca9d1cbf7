// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { streamResponse, type ConnectionChange } from '../../../src/index.js'
import { FakeService, settle } from '../support/fake-service.js'
import { Reading, REQUEST, URL } from '../support/reading.js'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => { vi.useRealTimers() })

const CANCEL = 'POST /api/ai/responses/r1/cancel'

async function ask() {
  const abort = new AbortController()
  const service = new FakeService()
  const reading = new Reading(service, { signal: abort.signal })
  await settle()
  return { abort, service, reading }
}

function expectAborted(reading: Reading) {
  expect(reading.error).toMatchObject({ name: 'AbortError', code: 'cancelled', retryable: false })
}

describe('an abort', () => {
  it('before anything is asked asks nothing', async () => {
    const service = new FakeService()
    const reading = new Reading(service, { signal: AbortSignal.abort() })
    await settle()

    expectAborted(reading)
    expect(service.exchanges).toHaveLength(0)
  })

  it('before the headers ends at once, and cancels as soon as the id is known', async () => {
    const { abort, service, reading } = await ask()
    abort.abort()
    await settle()
    expectAborted(reading)
    expect(service.exchanges).toHaveLength(1)

    service.last.open()
    await settle()

    expect(service.log[1]).toBe(CANCEL)
    expect(service.exchanges[0]!.aborted).toBe(true)
    service.last.answer(200, {})
    await settle()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('before headers that never come gives the request up', async () => {
    const { abort, service } = await ask()
    abort.abort()
    await vi.advanceTimersByTimeAsync(10_000)

    expect(service.last.aborted).toBe(true)
    expect(service.exchanges).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each(['refuse', 'fail'] as const)('before an answer without an id (%s) cancels nothing', async (how) => {
    const { abort, service, reading } = await ask()
    abort.abort()
    if (how === 'fail') service.last.fail()
    else service.last.refuse(429)
    await settle()

    expectAborted(reading)
    expect(service.exchanges).toHaveLength(1)
  })

  it('before the first frame cancels', async () => {
    const { abort, service, reading } = await ask()
    service.last.open()
    await settle()
    abort.abort()
    await settle()

    expectAborted(reading)
    expect(reading.error!.responseId).toBe('r1')
    expect(service.log[1]).toBe(CANCEL)
  })

  it('while streaming ends at once, drops unread events, and cancels with a request that outlives the page', async () => {
    const { abort, service, reading } = await ask()
    service.last.open().text(1, 'One ')
    await settle()

    service.last.text(2, 'two')
    abort.abort()
    await settle()

    expectAborted(reading)
    expect(reading.text).toBe('One ')
    expect(service.log[1]).toBe(CANCEL)
    expect(service.last.keepalive).toBe(true)
    expect(service.exchanges[0]!.aborted).toBe(true)
    expect(reading.statuses).toEqual(['open', 'cancelling'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([1, 2])('by the reader of frame %i is an error too, even with more frames at hand', async (number) => {
    const abort = new AbortController()
    const service = new FakeService()
    let error: unknown
    const reading = (async () => {
      for await (const frame of streamResponse(URL, REQUEST, { fetch: service.fetch, signal: abort.signal })) {
        if (frame.id === number) abort.abort()
      }
    })().catch((failure: unknown) => { error = failure })
    await settle()
    service.last.open().raw('id: 1\ndata: {"type":"text","content":"a"}\n\nid: 2\ndata: {"type":"text","content":"b"}\n\n')
    await reading
    await settle()

    expect(error).toMatchObject({ name: 'AbortError', code: 'cancelled' })
    expect(service.log[1]).toBe(CANCEL)
  })

  it('while waiting to come back cancels, and never comes back', async () => {
    const { abort, service, reading } = await ask()
    await service.last.open().text(1, 'One ').cut()
    await vi.advanceTimersByTimeAsync(100)
    abort.abort()
    await settle()
    service.last.fail()
    await vi.advanceTimersByTimeAsync(60_000)

    expectAborted(reading)
    expect(service.log.slice(1)).toEqual([CANCEL])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('while coming back cancels', async () => {
    const { abort, service, reading } = await ask()
    await service.last.open().text(1, 'One ').cut()
    await vi.advanceTimersByTimeAsync(375)
    abort.abort()
    await settle()

    expectAborted(reading)
    expect(service.log[2]).toBe(CANCEL)
    expect(service.exchanges[1]!.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('while waiting to ask again asks no more', async () => {
    const { abort, service, reading } = await ask()
    service.last.fail()
    await settle()
    abort.abort()
    await vi.advanceTimersByTimeAsync(60_000)

    expectAborted(reading)
    expect(service.exchanges).toHaveLength(1)
  })

  it('while the reason of a refusal is still arriving ends at once', async () => {
    const { abort, service, reading } = await ask()
    const body = new ReadableStream({ start: () => {} })
    service.last.answer(500, body)
    await settle()
    abort.abort()
    await settle()

    expectAborted(reading)
  })

  it('after the end does nothing', async () => {
    const { abort, service, reading } = await ask()
    service.last.open().text(1, 'One').metadata(2)
    await settle()
    abort.abort()
    await settle()

    expect(reading.error).toBeNull()
    expect(service.exchanges).toHaveLength(1)
  })

  it('after a failure does nothing', async () => {
    const { abort, service, reading } = await ask()
    service.last.open().frame(1, { type: 'error', message: 'No.', code: 'internal', retryable: true, responseId: 'r1' })
    await settle()
    abort.abort()
    await settle()

    expect(reading.error).toMatchObject({ code: 'internal' })
    expect(service.exchanges).toHaveLength(1)
  })

  it('is settled when the service has answered', async () => {
    const { abort, service, reading } = await ask()
    service.last.open()
    await settle()
    abort.abort()
    await settle()
    let settled = false
    const change = reading.changes.at(-1) as Extract<ConnectionChange, { status: 'cancelling' }>
    void change.settled.then(() => (settled = true))

    await vi.advanceTimersByTimeAsync(2_000)
    expect(settled).toBe(false)
    service.last.answer(200, {})
    await settle()
    expect(settled).toBe(true)
  })
})

describe('leaving the loop', () => {
  it('cancels', async () => {
    const service = new FakeService()
    const reading = (async () => {
      for await (const frame of streamResponse(URL, REQUEST, { fetch: service.fetch })) {
        if (frame.type === 'text') break
      }
    })()
    await settle()
    service.last.open().text(1, 'One ').text(2, 'two')
    await reading
    await settle()

    expect(service.log[1]).toBe(CANCEL)
    expect(service.exchanges[0]!.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('at the last frame cancels nothing', async () => {
    const service = new FakeService()
    const reading = (async () => {
      for await (const frame of streamResponse(URL, REQUEST, { fetch: service.fetch })) {
        if (frame.type === 'metadata') break
      }
    })()
    await settle()
    service.last.open().metadata(1)
    await reading
    await settle()

    expect(service.exchanges).toHaveLength(1)
  })
})
