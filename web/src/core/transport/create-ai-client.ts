import type { AIClient, AIClientOptions, CallOptions, ClientStreamOptions } from './ai-client'
import { AIStreamError } from './ai-stream-error'
import { untilAborted } from './aborts'
import type { NumberedFrame } from './frames'
import { withHeaders } from './headers'
import { readProblem } from './problems'
import type { GenerateRequest, Issue } from './requests'
import type { ResponsePage, StoredResponse } from './stored-response'
import { StreamReaders } from './stream-readers'
import { attachResponse, streamResponse } from './stream-response'

/** Creates a client of the service at `baseUrl`. One per application is enough. */
export function createAIClient({ baseUrl = '', headers, fetch }: AIClientOptions = {}): AIClient {
  const readers = new StreamReaders()

  async function call(method: string, path: string, { signal }: CallOptions = {}, body?: unknown): Promise<Response> {
    const own: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' }
    let response: Response
    try {
      response = await (fetch ?? globalThis.fetch)(`${baseUrl}/api/${path}`, {
        method,
        headers: await withHeaders(headers, own),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      })
    } catch (failure) {
      if (signal?.aborted) throw AIStreamError.aborted()
      throw new AIStreamError("The service can't be reached.", { code: 'unreachable', retryable: true, cause: failure })
    }

    if (!response.ok) throw await readProblem(response)
    return response
  }

  async function read<T>(method: string, path: string, options?: CallOptions): Promise<T> {
    const response = await call(method, path, options)
    try {
      return (await response.json()) as T
    } catch (failure) {
      if (options?.signal?.aborted) throw AIStreamError.aborted()
      throw new AIStreamError("The response isn't from the service.", { code: 'invalid_response', retryable: true, status: response.status, cause: failure })
    }
  }

  async function send(method: string, path: string, body?: unknown): Promise<void> {
    const response = await call(method, path, {}, body)
    await response.body?.cancel()
  }

  const addressOf = (url: string): string => (url.startsWith('/') ? baseUrl + url : url)

  async function* stream(url: string, payload: GenerateRequest, options: ClientStreamOptions = {}): AsyncGenerator<NumberedFrame, void, void> {
    const { signal, onConnection } = options
    const reader = readers.enter(url, payload)
    try {
      if (signal === undefined) await reader.ready
      else await untilAborted(reader.ready, signal).catch(() => { throw AIStreamError.aborted() })

      yield* streamResponse(addressOf(url), payload, {
        ...options,
        headers,
        fetch,
        leaveRunning: () => options.leaveRunning?.() === true || reader.others(),
        onConnection: (change) => {
          if (change.status === 'cancelling') reader.cancelling(change.settled)
          onConnection?.(change)
        },
      })
    } finally {
      reader.leave()
    }
  }

  const responsePath = (responseId: string): string => `ai/responses/${encodeURIComponent(responseId)}`
  // In the query instead of the path: proxies re-encode paths, and an id may contain any character.
  const issuePath = (issueId: string): string => `issues?issueId=${encodeURIComponent(issueId)}`

  return {
    stream,
    attach: (url, issueId, options = {}) => attachResponse(addressOf(url), issueId, { ...options, headers, fetch }),
    getResponse: (responseId, options) => read<StoredResponse>('GET', responsePath(responseId), options),
    listResponses: (issueId, { action, limit, continuation, includeText, ...options } = {}) => {
      const query = new URLSearchParams({ issueId })
      if (action !== undefined) query.set('action', action)
      if (limit !== undefined) query.set('limit', String(limit))
      if (continuation !== undefined) query.set('continuation', continuation)
      if (includeText) query.set('include', 'text')
      return read<ResponsePage>('GET', `ai/responses?${query}`, options)
    },
    cancel: (responseId) => read<StoredResponse>('POST', `${responsePath(responseId)}/cancel`),
    rate: (responseId, rating) => send('POST', `${responsePath(responseId)}/feedback`, { rating }),
    sendFeedback: (responseId, feedback) => send('POST', `${responsePath(responseId)}/feedback`, feedback),
    deleteResponse: (responseId) => send('DELETE', responsePath(responseId)),
    getIssue: (issueId, options) => read<Issue>('GET', issuePath(issueId), options),
    putIssue: (issueId, issue) => send('PUT', issuePath(issueId), issue),
    deleteIssue: (issueId) => send('DELETE', issuePath(issueId)),
  }
}
