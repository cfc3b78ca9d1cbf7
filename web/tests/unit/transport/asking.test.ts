// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeService, settle } from '../support/fake-service.js'
import { open, Reading, REQUEST, URL } from '../support/reading.js'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => { vi.useRealTimers() })

async function ask(...args: ConstructorParameters<typeof Reading> extends [FakeService, ...infer Rest] ? Rest : never) {
  const service = new FakeService()
  const reading = new Reading(service, ...args)
  await settle()
  return { service, reading }
}

describe('the request', () => {
  it('is the payload as JSON', async () => {
    const { service } = await ask({}, URL, { issueId: 'acme/shop#42', regenerate: true, instructions: 'shorter' })

    expect(service.last.method).toBe('POST')
    expect(service.last.json).toEqual({ issueId: 'acme/shop#42', regenerate: true, instructions: 'shorter' })
    expect(service.last.headers.get('Content-Type')).toBe('application/json')
    expect(service.last.headers.get('Accept')).toBe('text/event-stream')
  })

  it.each([
    ['/api/ai/refine', '/api/ai/refine?resumable=true', '/api/ai/responses/r1?'],
    ['api/ai/refine', 'api/ai/refine?resumable=true', 'api/ai/responses/r1?'],
    ['refine', 'refine?resumable=true', 'responses/r1?'],
    ['/api/ai/refine/', '/api/ai/refine/?resumable=true', '/api/ai/responses/r1?'],
    ['https://x.example/api/ai/refine?code=a%2Bb==#top', 'https://x.example/api/ai/refine?code=a%2Bb==&resumable=true', 'https://x.example/api/ai/responses/r1?code=a%2Bb==&'],
    ['/api/ai/refine?resumable=false&code=k', '/api/ai/refine?code=k&resumable=true', '/api/ai/responses/r1?code=k&'],
    ['/api/ai/refine?path=a/b', '/api/ai/refine?path=a/b&resumable=true', '/api/ai/responses/r1?path=a/b&'],
  ])('to %s asks for a resumable stream, and is resumed beside it', async (url, asked, resumed) => {
    const { service } = await ask({}, url)
    await service.last.open().text(1, 'a').cut()
    await vi.advanceTimersByTimeAsync(375)

    expect(service.log).toEqual([`POST ${asked}`, `GET ${resumed}stream=true&starting_after=1`])
  })

  it("has the caller's headers, asked for anew each time", async () => {
    let token = 0
    const { service } = await ask({ headers: () => Promise.resolve({ Authorization: `Bearer ${++token}`, Accept: 'text/html' }) })
    await service.last.open().text(1, 'a').cut()
    await vi.advanceTimersByTimeAsync(375)

    expect(service.exchanges.map(({ headers }) => headers.get('Authorization'))).toEqual(['Bearer 1', 'Bearer 2'])
    expect(service.last.headers.get('Accept')).toBe('text/event-stream')
  })

  it('is not made before anyone reads', async () => {
    const { streamResponse } = await import('../../../src/index.js')
    const service = new FakeService()

    const stream = streamResponse(URL, REQUEST, { fetch: service.fetch })
    await settle()

    expect(service.exchanges).toHaveLength(0)
    await stream.return()
  })
})

describe('a refused request', () => {
  it('reports the properties of the problem', async () => {
    const { service, reading } = await ask()
    service.last.refuse(400, {
      type: 'urn:issue-ai:problem:invalid_request', title: 'The request is invalid.', status: 400, detail: "See 'errors'.",
      code: 'invalid_request', errors: { issueId: ['is required'] },
    })
    await settle()

    expect(reading.error).toMatchObject({
      name: 'AIStreamError', code: 'invalid_request', message: "See 'errors'.", status: 400, retryable: false, errors: { issueId: ['is required'] },
    })
    expect(service.exchanges).toHaveLength(1)
  })

  it('says when to come back, and leaves it to the user', async () => {
    const { service, reading } = await ask()
    service.last.refuse(429, { title: 'Too many requests.', code: 'rate_limited' }, { 'Retry-After': '17' })
    await settle()

    expect(reading.error).toMatchObject({ code: 'rate_limited', status: 429, retryable: true, retryAfterSeconds: 17 })
    expect(service.exchanges).toHaveLength(1)
  })

  it.each([
    ['<html>Bad gateway</html>', 502, { code: 'http_502', retryable: true, message: 'The service answered 502' }],
    ['', 403, { code: 'http_403', retryable: false, message: 'The service answered 403' }],
    ['[1]', 500, { code: 'http_500', retryable: true }],
  ])('needs no problem details: %s', async (body, status, expected) => {
    const { service, reading } = await ask()
    service.last.answer(status, body)
    await settle()

    expect(reading.error).toMatchObject({ status, ...expected })
  })

  it('is one that something else answered', async () => {
    const { service, reading } = await ask()
    service.last.answer(200, '<html>Sign in</html>', { 'Content-Type': 'text/html' })
    await settle()

    expect(reading.error).toMatchObject({ code: 'invalid_response', retryable: true, status: 200 })
  })

  it('is made again where its instance was about to stop', async () => {
    const { service, reading } = await ask()
    service.last.refuse(503, { code: 'shutting_down' })
    await vi.advanceTimersByTimeAsync(375)
    service.last.open().text(1, 'a').metadata(2)
    await settle()

    expect(service.exchanges).toHaveLength(2)
    expect(reading.text).toBe('a')
  })
})

describe('a service that is not reached', () => {
  it('is asked again twice', async () => {
    const { service, reading } = await ask()

    for (const wait of [375, 750, 1500]) {
      service.last.fail()
      await vi.advanceTimersByTimeAsync(wait)
    }

    expect(service.log).toEqual(Array(3).fill('POST /api/ai/refine?resumable=true'))
    expect(reading.error).toMatchObject({ code: 'unreachable', retryable: true })
    expect(reading.error!.cause).toBeInstanceOf(TypeError)
    expect(reading.statuses).toEqual([])
  })

  it('is not asked again for a new version, which might be paid for twice', async () => {
    const { service, reading } = await ask({}, URL, { issueId: '1', regenerate: true })
    service.last.fail()
    await vi.advanceTimersByTimeAsync(10_000)

    expect(service.exchanges).toHaveLength(1)
    expect(reading.error).toMatchObject({ code: 'unreachable', retryable: true })
  })

  it('is not asked again where the fault is the caller\'s own', async () => {
    const fault = new Error('No token.')
    const { service, reading } = await ask({ headers: () => Promise.reject(fault) })

    expect(service.exchanges).toHaveLength(0)
    expect(reading.ended).toBe(true)
    expect(reading.error).toMatchObject({ code: 'unreachable', cause: fault })
  })

  it('is one that keeps silent', async () => {
    const { service } = await ask()
    await vi.advanceTimersByTimeAsync(45_000 + 375)

    expect(service.exchanges).toHaveLength(2)
    expect(service.exchanges[0]!.aborted).toBe(true)
  })
})

it('leaves no timer behind', async () => {
  const { service } = await open()
  service.last.text(1, 'a').metadata(2)
  await settle()

  expect(vi.getTimerCount()).toBe(0)
  expect(service.last.aborted).toBe(true)
})
