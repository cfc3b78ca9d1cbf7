// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeService, settle } from '../support/fake-service.js'
import { streamResponse } from '../../../src/index.js'
import { open, Reading, REQUEST, URL } from '../support/reading.js'

beforeEach(() => {
  vi.useFakeTimers()
  // Half of the jitter: delays are three quarters of their full length.
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => { vi.useRealTimers() })

const FIRST_WAIT = 375
const resume = (after: number) => `GET /api/ai/responses/r1?stream=true&starting_after=${after}`

describe('a lost connection', () => {
  it.each([
    ['ends without a last frame', 'end'],
    ['breaks', 'cut'],
  ] as const)('is resumed when the stream %s', async (_, how) => {
    const { service, reading } = await open()
    service.last.text(1, 'One ').text(2, 'two ')
    await settle()

    await service.last[how]()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.open().text(3, 'three').metadata(4)
    await settle()

    expect(service.log).toEqual(['POST /api/ai/refine?resumable=true', resume(2)])
    expect(reading.text).toBe('One two three')
    expect(reading.statuses).toEqual(['open', 'reconnecting', 'open'])
    expect(reading.ended).toBe(true)
    expect(reading.error).toBeNull()
  })

  it('is resumed where a frame was damaged', async () => {
    const { service, reading } = await open()

    service.last.text(1, 'One ').raw('id: 2\ndata: {"type":"te\n\n')
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.open().text(2, 'two').metadata(3)
    await settle()

    expect(service.log[1]).toBe(resume(1))
    expect(reading.text).toBe('One two')
  })

  it('drops half a frame, and gives it whole', async () => {
    const { service, reading } = await open()

    service.last.text(1, 'One ').raw('id: 2\ndata: {"type":"text","content":"two"}\n').end()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.open().text(2, 'two').metadata(3)
    await settle()

    expect(reading.text).toBe('One two')
  })

  it('gives no event twice, even if the service repeats some', async () => {
    const { service, reading } = await open()

    await service.last.text(1, 'One ').text(1, 'One ').text(2, 'two ').cut()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.open().text(1, 'One ').text(2, 'two ').text(3, 'three').metadata(4)
    await settle()

    expect(reading.frames.map(({ id }) => id)).toEqual([1, 2, 3, 4])
  })

  it('follows a missing event', async () => {
    const { service, reading } = await open()

    service.last.text(1, 'One ').text(3, 'three')
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.open().text(2, 'two ').text(3, 'three').metadata(4)
    await settle()

    expect(service.log[1]).toBe(resume(1))
    expect(reading.text).toBe('One two three')
  })

  it('follows a missing event after repeated ones, too', async () => {
    const { service, reading } = await open()

    await service.last.text(1, 'One ').cut()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.open().text(1, 'One ').text(3, 'three')
    await vi.advanceTimersByTimeAsync(750)
    service.last.open().text(2, 'two ').text(3, 'three').metadata(4)
    await settle()

    expect(reading.text).toBe('One two three')
  })

  it('accepts the first event after a resume, even if numbers are missing', async () => {
    const { service, reading } = await open()

    await service.last.text(1, 'One ').cut()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.open().text(5, 'five').metadata(6)
    await settle()

    expect(reading.text).toBe('One five')
    expect(reading.ended).toBe(true)
  })

  it('comes back at once when told to', async () => {
    const { service, reading } = await open()

    service.last.text(1, 'One ').frame(null, { type: 'reconnect', after: 1, responseId: 'r1' })
    await settle()
    service.last.open().text(2, 'two').metadata(3)
    await settle()

    expect(service.log[1]).toBe(resume(1))
    expect(reading.text).toBe('One two')
  })

  it('comes back where the service says, when no event had a number', async () => {
    const { service, reading } = await open()

    service.last.text(null, 'One ').frame(null, { type: 'reconnect', after: 4, responseId: 'r1' })
    await settle()
    service.last.open().text(5, 'five').metadata(6)
    await settle()

    expect(service.log[1]).toBe(resume(4))
    expect(reading.text).toBe('One five')
  })

  it('waits longer after each failure, and gives up in the end', async () => {
    const { service, reading } = await open()
    await service.last.text(1, 'One ').cut()
    await settle()

    for (const wait of [375, 750, 1500, 3000, 6000, 7500, 7500, 7500]) {
      const before = service.exchanges.length
      await vi.advanceTimersByTimeAsync(wait - 1)
      expect(service.exchanges).toHaveLength(before)
      await vi.advanceTimersByTimeAsync(1)
      expect(service.exchanges).toHaveLength(before + 1)
      service.last.fail()
      await settle()
    }

    expect(reading.error).toMatchObject({ code: 'interrupted', retryable: true, responseId: 'r1' })
    expect(reading.error!.cause).toBeInstanceOf(TypeError)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('begins to count anew after each event', async () => {
    const { service, reading } = await open({ maxAttempts: 2 })

    for (let id = 1; id <= 6; id++) {
      await service.last.text(id, `${id}`).cut()
      await vi.advanceTimersByTimeAsync(FIRST_WAIT)
      service.last.open()
    }
    service.last.metadata(7)
    await settle()

    expect(reading.text).toBe('123456')
    expect(reading.error).toBeNull()
  })

  it('gives up on a service that opens streams and says nothing', async () => {
    const { service, reading } = await open({ maxAttempts: 3 })
    service.last.end()

    while (!reading.ended && service.exchanges.length < 10) {
      await vi.advanceTimersByTimeAsync(10_000)
      if (!reading.ended) service.last.open().end()
    }

    expect(service.exchanges).toHaveLength(4)
    expect(reading.error).toMatchObject({ code: 'interrupted' })
  })

  it('waits as long as the service asks for', async () => {
    const { service, reading } = await open()
    await service.last.text(1, 'One ').cut()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.refuse(503, { code: 'shutting_down' }, { 'Retry-After': '20' })
    await settle()

    await vi.advanceTimersByTimeAsync(19_999)
    expect(service.exchanges).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1)
    service.last.open().text(2, 'two').metadata(3)
    await settle()

    expect(reading.changes.at(-2)).toEqual({ status: 'reconnecting', attempt: 2, delayMs: 20_000 })
    expect(reading.text).toBe('One two')
  })

  it('reads a date in Retry-After', async () => {
    const { service } = await open()
    await service.last.text(1, 'One ').cut()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.refuse(429, {}, { 'Retry-After': new Date(Date.now() + 30_000).toUTCString() })

    await vi.advanceTimersByTimeAsync(28_000)
    expect(service.exchanges).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(service.exchanges).toHaveLength(3)
  })

  it('leaves a wait of more than a minute to the user', async () => {
    const { service, reading } = await open()
    await service.last.text(1, 'One ').cut()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.refuse(429, { code: 'rate_limited' }, { 'Retry-After': '61' })
    await settle()

    expect(reading.error).toMatchObject({ code: 'rate_limited', status: 429, retryAfterSeconds: 61 })
  })

  it('waits first as the stream itself proposes', async () => {
    const { service } = await open()
    await service.last.raw('retry: 4000\n\n').text(1, 'One ').cut()

    await vi.advanceTimersByTimeAsync(2_999)
    expect(service.exchanges).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(service.exchanges).toHaveLength(2)
  })

  it('ends when nothing follows', async () => {
    const { service, reading } = await open()
    service.last.text(1, 'One ').frame(2, { type: 'some-later-last-frame' }).end()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.answer(204)
    await settle()

    expect(reading.ended).toBe(true)
    expect(reading.error).toBeNull()
  })

  it('is an interruption where the answer is unknown by then', async () => {
    const { service, reading } = await open()
    await service.last.text(1, 'One ').cut()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.refuse(404, { code: 'response_unknown' })
    await settle()

    expect(reading.error).toMatchObject({ code: 'interrupted', retryable: true, responseId: 'r1' })
  })

  it('is a failure where the service refuses for good', async () => {
    const { service, reading } = await open()
    await service.last.text(1, 'One ').cut()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.refuse(401, { code: 'unauthorized', title: 'Sign in.' })
    await settle()

    expect(reading.error).toMatchObject({ code: 'unauthorized', status: 401, retryable: false, message: 'Sign in.' })
  })

  it("isn't fooled by a page that stands before the network", async () => {
    const { service, reading } = await open()
    await service.last.text(1, 'One ').cut()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.answer(200, '<html>Sign in to the Wi-Fi</html>', { 'Content-Type': 'text/html' })
    await vi.advanceTimersByTimeAsync(750)
    service.last.open().text(2, 'two').metadata(3)
    await settle()

    expect(reading.text).toBe('One two')
  })

  it("can't be resumed where the id is unknown", async () => {
    const service = new FakeService()
    const reading = new Reading(service)
    await settle()

    await service.last.open(null).text(1, 'One ').cut()
    await settle()

    expect(reading.text).toBe('One ')
    expect(reading.error).toMatchObject({ code: 'interrupted', retryable: true })
    expect(service.exchanges).toHaveLength(1)
  })

  it('is resumed by counting where something on the way dropped the numbers', async () => {
    const { service, reading } = await open()

    await service.last.text(null, 'One ').text(null, 'two ').cut()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    service.last.open().text(null, 'three').metadata(null)
    await settle()

    expect(service.log[1]).toBe(resume(2))
    expect(reading.text).toBe('One two three')
    expect(reading.frames.map(({ id }) => id)).toEqual([1, 2, 3, 4])
  })

  it('gives up a connection on which nothing comes any more', async () => {
    const { service, reading } = await open()
    service.last.text(1, 'One ')
    await vi.advanceTimersByTimeAsync(44_999)
    expect(service.exchanges).toHaveLength(1)

    await vi.advanceTimersByTimeAsync(1)
    await settle()
    expect(service.exchanges[0]!.aborted).toBe(true)
    service.last.open().text(2, 'two').metadata(3)
    await settle()

    expect(service.log[1]).toBe(resume(1))
    expect(reading.text).toBe('One two')
  })

  it('keeps a connection on which comments come', async () => {
    const { service, reading } = await open()
    for (let minutes = 0; minutes < 12; minutes++) {
      await vi.advanceTimersByTimeAsync(15_000)
      service.last.raw(': keep-alive\n\n')
    }
    service.last.text(1, 'One').metadata(2)
    await settle()

    expect(service.exchanges).toHaveLength(1)
    expect(reading.text).toBe('One')
  })

  it('gives up an attempt to resume that gets no response', async () => {
    const { service, reading } = await open()
    await service.last.text(1, 'One ').cut()
    await vi.advanceTimersByTimeAsync(FIRST_WAIT)
    await vi.advanceTimersByTimeAsync(45_000 + 750)

    expect(service.exchanges).toHaveLength(3)
    service.last.open().metadata(2)
    await settle()
    expect(reading.error).toBeNull()
    expect(vi.getTimerCount()).toBe(0)
  })

  it("isn't assumed while a slow reader handles events", async () => {
    const service = new FakeService()
    const stream = streamResponse(URL, REQUEST, { fetch: service.fetch })
    const first = stream.next()
    await settle()
    service.last.open().text(1, 'a').text(2, 'b').metadata(3)
    await first

    await vi.advanceTimersByTimeAsync(60_000)
    const second = await stream.next()

    expect(second.value).toEqual({ type: 'text', content: 'b', id: 2 })
    expect(service.exchanges).toHaveLength(1)
  })
})
