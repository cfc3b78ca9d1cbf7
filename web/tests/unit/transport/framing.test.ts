// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { METADATA, settle } from '../support/fake-service.js'
import { open } from '../support/reading.js'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const STREAM = [
  'id: 1\ndata: {"type":"text","content":"Chữ "}\n\n',
  'id: 2\ndata: {"type":"text","content":"👩‍👩‍👧‍👦 \\n"}\n\n',
  `id: 3\ndata: ${JSON.stringify({ type: 'metadata', value: METADATA })}\n\n`,
].join('')

describe('the framing', () => {
  it('gives the frames with their numbers and ends after the metadata', async () => {
    const { service, reading } = await open()

    service.last.raw(STREAM)
    await settle()

    expect(reading.frames).toEqual([
      { type: 'text', content: 'Chữ ', id: 1 },
      { type: 'text', content: '👩‍👩‍👧‍👦 \n', id: 2 },
      { type: 'metadata', value: METADATA, id: 3 },
    ])
    expect(reading.ended).toBe(true)
    expect(reading.error).toBeNull()
    expect(service.log).toEqual(['POST /api/ai/refine?resumable=true'])
  })

  it('puts characters and frames together again that were split at any byte', async () => {
    const { service, reading } = await open()

    for (const byte of new TextEncoder().encode(STREAM)) {
      service.last.bytes(Uint8Array.of(byte))
      await settle()
    }

    expect(reading.text).toBe('Chữ 👩‍👩‍👧‍👦 \n')
    expect(reading.frames).toHaveLength(3)
    expect(reading.error).toBeNull()
  })

  it.each([['CRLF', '\r\n'], ['CR', '\r']])('reads lines that end in %s, split too', async (_, lineEnd) => {
    const { service, reading } = await open()

    // After a final CR the parser waits for a possible LF.
    for (const character of `${STREAM}: the end\n`.replaceAll('\n', lineEnd)) service.last.raw(character)
    await settle()

    expect(reading.text).toBe('Chữ 👩‍👩‍👧‍👦 \n')
    expect(reading.ended).toBe(true)
  })

  it('skips comments', async () => {
    const { service, reading } = await open()

    service.last.raw(': keep-alive\n\n').raw(STREAM.replaceAll('\n\n', '\n\n: keep-alive\n\n'))
    await settle()

    expect(reading.frames).toHaveLength(3)
  })

  it('skips frames of unknown types, whose numbers count', async () => {
    const { service, reading } = await open()

    service.last.text(1, 'a').frame(2, { type: 'thought' }).text(3, 'b').metadata(4)
    await settle()

    expect(reading.frames.map(({ id }) => id)).toEqual([1, 3, 4])
    expect(service.exchanges).toHaveLength(1)
  })

  it('counts frames without numbers', async () => {
    const { service, reading } = await open()

    service.last.text(null, 'a').frame(null, { type: 'thought' }).metadata(null)
    await settle()

    expect(reading.frames.map(({ id }) => id)).toEqual([1, 3])
    expect(reading.error).toBeNull()
  })

  it('gives all kinds of frames', async () => {
    const { service, reading } = await open()

    service.last
      .text(1, 'a')
      .frame(2, { type: 'retract', after: 0 })
      .frame(3, { type: 'result', value: { points: 3 } })
      .frame(4, { type: 'confidence', value: 95, level: 'high', method: 'logprobs', calibrated: false })
      .metadata(5)
    await settle()

    expect(reading.frames.map(({ type }) => type)).toEqual(['text', 'retract', 'result', 'confidence', 'metadata'])
    expect(reading.frames[3]).toEqual({ type: 'confidence', value: 95, level: 'high', method: 'logprobs', calibrated: false, id: 4 })
  })

  it('throws an error frame as an error', async () => {
    const { service, reading } = await open()

    service.last.text(1, 'a').frame(2, {
      type: 'error', message: 'Too many.', code: 'upstream_rate_limited', retryable: true, retryAfterSeconds: 7, responseId: 'r1',
    })
    await settle()

    expect(reading.text).toBe('a')
    expect(reading.error).toMatchObject({
      name: 'AIStreamError', message: 'Too many.', code: 'upstream_rate_limited', retryable: true, retryAfterSeconds: 7, responseId: 'r1',
    })
    expect(service.exchanges).toHaveLength(1)
  })
})
