// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAIClient, type AIClient, type AIClientOptions, type GenerateRequest } from '../../../src/index.js'
import { FakeService, settle } from '../support/fake-service.js'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

function create(options: AIClientOptions = {}) {
  const service = new FakeService()
  return { service, client: createAIClient({ fetch: service.fetch, ...options }) }
}

const BASE = 'https://issue-ai.example'

describe('an endpoint', () => {
  it.each<[string, (client: AIClient) => Promise<unknown>, string, unknown?]>([
    ['getResponse', (client) => client.getResponse('r 1'), 'GET /api/ai/responses/r%201'],
    ['cancel', (client) => client.cancel('r1'), 'POST /api/ai/responses/r1/cancel'],
    ['listResponses', (client) => client.listResponses('acme/shop#42', { action: 'refine', limit: 5, continuation: 'c=', includeText: true }), 'GET /api/ai/responses?issueId=acme%2Fshop%2342&action=refine&limit=5&continuation=c%3D&include=text'],
    ['rate', (client) => client.rate('r1', 'up'), 'POST /api/ai/responses/r1/feedback', { rating: 'up' }],
    ['sendFeedback', (client) => client.sendFeedback('r1', { rating: 'up', accepted: true, editDistance: 0.2 }), 'POST /api/ai/responses/r1/feedback', { rating: 'up', accepted: true, editDistance: 0.2 }],
    ['getIssue', (client) => client.getIssue('a/b'), 'GET /api/issues?issueId=a%2Fb'],
    ['deleteResponse', (client) => client.deleteResponse('r1'), 'DELETE /api/ai/responses/r1'],
    ['putIssue', (client) => client.putIssue('a%2Fb', { title: 'T', labels: [] }), 'PUT /api/issues?issueId=a%252Fb', { title: 'T', labels: [] }],
    ['deleteIssue', (client) => client.deleteIssue('👩‍👩'), `DELETE /api/issues?issueId=${encodeURIComponent('👩‍👩')}`],
  ])('is asked by %s', async (_, call, line, body) => {
    const { service, client } = create({ baseUrl: BASE, headers: { 'x-functions-key': 'key' } })
    const answer = call(client)
    await settle()
    service.last.answer(200, { responseId: 'r1' })
    await answer

    expect(service.log).toEqual([line.replace(' ', ` ${BASE}`)])
    expect(service.last.headers.get('x-functions-key')).toBe('key')
    if (body !== undefined) expect(service.last.json).toEqual(body)
    expect(service.last.headers.get('Content-Type')).toBe(body === undefined ? null : 'application/json')
  })

  it('returns the response of the service', async () => {
    const { service, client } = create()
    const answer = client.getResponse('r1')
    await settle()
    service.last.answer(200, { responseId: 'r1', state: 'running' })

    await expect(answer).resolves.toEqual({ responseId: 'r1', state: 'running' })
  })

  it('needs no body where there is nothing to say', async () => {
    const { service, client } = create()
    const answer = client.rate('r1', 'down')
    await settle()
    service.last.answer(204)

    await expect(answer).resolves.toBeUndefined()
  })

  it.each<[string, (service: FakeService) => void, object]>([
    ['is refused', (service) => { service.last.refuse(404, { code: 'response_unknown', title: 'Unknown.' }) }, { code: 'response_unknown', status: 404 }],
    ["can't be reached", (service) => { service.last.fail() }, { code: 'unreachable', retryable: true }],
    ['is not the service', (service) => { service.last.answer(200, '<html>') }, { code: 'invalid_response', retryable: true }],
  ])('says that it %s', async (_, happen, expected) => {
    const { service, client } = create()
    const answer = client.getResponse('r1').catch((error: unknown) => error)
    await settle()
    happen(service)

    await expect(answer).resolves.toMatchObject({ name: 'AIStreamError', ...expected })
  })

  it('is given up at an abort', async () => {
    const { client } = create()
    const abort = new AbortController()
    const answer = client.listResponses('1', { signal: abort.signal }).catch((error: unknown) => error)
    await settle()
    abort.abort()

    await expect(answer).resolves.toMatchObject({ name: 'AbortError', code: 'cancelled' })
  })
})

describe('the streams of a client', () => {
  function read(client: AIClient, request: GenerateRequest, url = '/api/ai/refine') {
    const abort = new AbortController()
    const outcome = { text: '', error: null as unknown, abort: () => { abort.abort() } }
    void (async () => {
      try {
        for await (const frame of client.stream(url, request, { signal: abort.signal })) {
          if (frame.type === 'text') outcome.text += frame.content
        }
      } catch (failure) {
        outcome.error = failure
      }
    })()
    return outcome
  }

  it.each([
    ['/api/ai/refine', `${BASE}/api/ai/refine?resumable=true`],
    ['https://other.example/ai/refine', 'https://other.example/ai/refine?resumable=true'],
  ])('begin at %s', async (url, asked) => {
    const { service, client } = create({ baseUrl: BASE })
    read(client, { issueId: '1' }, url)
    await settle()

    expect(service.last.url).toBe(asked)
  })

  it('that share an answer leave it to the last of them to cancel it', async () => {
    const { service, client } = create()
    const first = read(client, { issueId: '1' })
    const second = read(client, { issueId: '1' })
    await settle()
    for (const exchange of service.exchanges) exchange.open()
    await settle()

    first.abort()
    await settle()
    expect(first.error).toMatchObject({ code: 'cancelled' })
    expect(service.exchanges).toHaveLength(2)
    expect(service.exchanges[0]!.aborted).toBe(true)

    second.abort()
    await settle()
    expect(service.log[2]).toBe('POST /api/ai/responses/r1/cancel')
  })

  it('of different requests are cancelled each for itself', async () => {
    const { service, client } = create()
    const first = read(client, { issueId: '1' })
    read(client, { issueId: '2' })
    await settle()
    service.exchanges[0]!.open()
    await settle()
    first.abort()
    await settle()

    expect(service.log[2]).toBe('POST /api/ai/responses/r1/cancel')
  })

  it('wait for the cancel of an answer that they would share', async () => {
    const { service, client } = create()
    const first = read(client, { issueId: '1' })
    await settle()
    service.last.open()
    await settle()
    first.abort()
    await settle()
    read(client, { issueId: '1' })
    await settle()
    expect(service.exchanges).toHaveLength(2)

    service.last.answer(200, {})
    await settle()
    expect(service.exchanges).toHaveLength(3)
  })

  it('can be aborted while they wait for that', async () => {
    const { service, client } = create()
    const first = read(client, { issueId: '1' })
    await settle()
    service.last.open()
    await settle()
    first.abort()
    await settle()
    const second = read(client, { issueId: '1' })
    second.abort()
    await settle()

    expect(second.error).toMatchObject({ name: 'AbortError', code: 'cancelled' })
  })
})
