// Forwards /api/ai/… and /api/issues… to the service, so that its function key stays on the server. Next.js 13.4 and later.

const SERVICE = process.env['ISSUE_AI_URL'] ?? 'http://localhost:7071'
const FUNCTION_KEY = process.env['ISSUE_AI_FUNCTION_KEY'] ?? ''

const OPEN_TO_PAGES = /^\/api\/(ai\/|issues(\/|$))/
const TO_SERVICE = ['content-type', 'accept', 'last-event-id', 'authorization']
const TO_PAGE = ['content-type', 'cache-control', 'x-accel-buffering', 'x-response-id', 'x-vercel-ai-ui-message-stream', 'retry-after', 'www-authenticate']

export const dynamic = 'force-dynamic'
// A stream ends after Streaming__MaxDuration, 200 s by default.
export const maxDuration = 300

async function handOn(request: Request): Promise<Response> {
  // Uses the unmodified address: an issue's id may contain an encoded slash.
  const { pathname, search } = new URL(request.url)
  if (!OPEN_TO_PAGES.test(pathname)) return new Response(null, { status: 404 })

  // Check here who the user is and whether they have access.

  try {
    const answer = await fetch(`${SERVICE}${pathname}${search}`, {
      method: request.method,
      headers: { ...pick(request.headers, TO_SERVICE), ...callerAddress(request.headers), 'x-functions-key': FUNCTION_KEY },
      body: request.method === 'GET' ? null : await request.arrayBuffer(),
      // The service detects the page's disconnect, and waits for a resume for a while.
      signal: request.signal,
      cache: 'no-store',
    })

    // The body is forwarded as a stream: reading it here would delay the page.
    return new Response(answer.body, { status: answer.status, headers: pick(answer.headers, TO_PAGE) })
  } catch (failure) {
    if (request.signal.aborted) throw failure
    console.error('The service for AI help can\'t be reached.', failure)
    return unreachable()
  }
}

/** The format of the service's own problems, so that pages handle both alike. */
function unreachable(): Response {
  const problem = { type: 'about:blank', title: 'Bad Gateway', status: 502, detail: "The service can't be reached.", code: 'unreachable' }
  return Response.json(problem, { status: 502, headers: { 'content-type': 'application/problem+json', 'retry-after': '5' } })
}

// A separate header that a page can't send: the Functions host puts this server's address into X-Forwarded-For.
// With RateLimit__ClientAddressHeader=X-Caller-Address the service limits end users instead of this server.
function callerAddress(headers: Headers): Record<string, string> {
  const addresses = headers.get('x-forwarded-for')
  return addresses === null ? {} : { 'x-caller-address': addresses }
}

function pick(headers: Headers, names: string[]): Record<string, string> {
  const picked: Record<string, string> = {}
  for (const name of names) {
    const value = headers.get(name)
    if (value !== null) picked[name] = value
  }
  return picked
}

export { handOn as GET, handOn as POST, handOn as PUT, handOn as DELETE }
