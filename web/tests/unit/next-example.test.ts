// @vitest-environment node
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

let handler: Handler
const server = createServer((request, response) => { handler(request, response) })
let route: typeof import('../../examples/next/app/api/[...path]/route.js')

beforeEach(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  vi.stubEnv('ISSUE_AI_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  vi.stubEnv('ISSUE_AI_FUNCTION_KEY', 'secret')
  vi.resetModules()
  route = await import('../../examples/next/app/api/[...path]/route.js')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

const page = (path: string, init?: RequestInit) => new Request(`https://tracker.example${path}`, init)

it('hands frames on as they come, with the key and without buffering', async () => {
  let seen: IncomingMessage | undefined
  let rest!: () => void
  handler = (request, response) => {
    seen = request
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform', 'X-Response-Id': 'r1', Server: 'inner' })
    response.write('data: 1\n\n')
    rest = () => response.end('data: 2\n\n')
  }

  const answer = await route.POST(page('/api/ai/refine?resumable=true', {
    method: 'POST', body: '{"issueId":"1"}', headers: { 'Content-Type': 'application/json', Cookie: 'session=private' },
  }))
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  const first = await reader.read()
  rest()
  const second = await reader.read()

  expect([first.value, second.value]).toEqual(['data: 1\n\n', 'data: 2\n\n'])
  expect(seen!.url).toBe('/api/ai/refine?resumable=true')
  expect(seen!.headers).toMatchObject({ 'x-functions-key': 'secret', 'content-type': 'application/json' })
  expect(seen!.headers.cookie).toBeUndefined()
  expect(Object.fromEntries(answer.headers)).toEqual({ 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-response-id': 'r1' })
})

it('hands on everything else that a page asks for', async () => {
  const lines: string[] = []
  handler = (request, response) => {
    lines.push(`${request.method} ${request.url}`)
    response.writeHead(204).end()
  }

  await route.GET(page('/api/ai/responses/r1?stream=true&starting_after=3'))
  await route.POST(page('/api/ai/responses/r1/cancel', { method: 'POST' }))
  await route.PUT(page('/api/issues?issueId=acme%2Fshop%2342', { method: 'PUT', body: '{}' }))
  const erased = await route.DELETE(page('/api/issues/a%252Fb', { method: 'DELETE' }))

  expect(lines).toEqual([
    'GET /api/ai/responses/r1?stream=true&starting_after=3', 'POST /api/ai/responses/r1/cancel', 'PUT /api/issues?issueId=acme%2Fshop%2342', 'DELETE /api/issues/a%252Fb',
  ])
  expect(erased.status).toBe(204)
})

it.each([
  ['203.0.113.9, 198.51.100.1', '203.0.113.9, 198.51.100.1'],
  [undefined, undefined],
])('names the caller as its platform does, and not as the page does: %s', async (forwardedFor, expected) => {
  let seen: IncomingMessage | undefined
  handler = (request, response) => {
    seen = request
    response.writeHead(204).end()
  }

  await route.POST(page('/api/ai/refine', {
    method: 'POST', body: '{}', headers: { 'X-Caller-Address': '192.0.2.66', ...(forwardedFor && { 'X-Forwarded-For': forwardedFor }) },
  }))

  expect(seen!.headers['x-caller-address']).toBe(expected)
})

it('hands refusals on', async () => {
  handler = (_, response) => response.writeHead(429, { 'Content-Type': 'application/problem+json', 'Retry-After': '7' }).end('{"code":"rate_limited"}')

  const answer = await route.POST(page('/api/ai/refine', { method: 'POST', body: '{}' }))

  expect(answer.status).toBe(429)
  expect(answer.headers.get('Retry-After')).toBe('7')
  expect(await answer.json()).toEqual({ code: 'rate_limited' })
})

it('hands the user’s token on, and asks for one', async () => {
  let seen: IncomingMessage | undefined
  handler = (request, response) => {
    seen = request
    response.writeHead(401, { 'Content-Type': 'application/problem+json', 'WWW-Authenticate': 'Bearer' }).end('{"code":"unauthorized"}')
  }

  const answer = await route.POST(page('/api/ai/refine', { method: 'POST', body: '{}', headers: { Authorization: 'Bearer token' } }))

  expect(seen!.headers.authorization).toBe('Bearer token')
  expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer')
})

it('says in the service’s own form that the service is down', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  handler = (request) => { request.socket.destroy() }

  const answer = await route.POST(page('/api/ai/refine', { method: 'POST', body: '{}' }))

  expect(answer.status).toBe(502)
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
  expect(answer.headers.get('Retry-After')).toBe('5')
  expect(await answer.json()).toMatchObject({ status: 502, code: 'unreachable' })
})

it('tells the service when the page has gone', async () => {
  const gone = new Promise<void>((resolve) => {
    handler = (_, response) => {
      response.on('close', resolve).writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n')
    }
  })
  const abort = new AbortController()
  const answer = await route.POST(page('/api/ai/refine', { method: 'POST', body: '{}', signal: abort.signal }))
  await answer.body!.getReader().read()
  abort.abort()

  await gone
})

it('opens nothing else of the service', async () => {
  handler = () => { throw new Error('The service was asked.') }

  for (const path of ['/api/health', '/api/ai', '/api/ai/../health', '/admin/host/status']) {
    expect((await route.GET(page(path))).status).toBe(404)
  }
})
