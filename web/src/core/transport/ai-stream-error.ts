export interface AIStreamErrorDetails {
  code: string
  retryable: boolean
  retryAfterSeconds?: number | undefined
  responseId?: string | undefined
  status?: number | undefined
  errors?: Record<string, string[]> | undefined
  cause?: unknown
}

/**
 * The failure of a response or a request. `code` is one of the service's (docs/api.md) or of the client's: `cancelled` (by this
 * client, if `name` is `AbortError`), `interrupted` (the connection was lost and the stream can't be resumed), `unreachable` (the
 * service can't be reached) and `invalid_response` (something else than the service replied).
 */
export class AIStreamError extends Error {
  override name = 'AIStreamError'
  readonly code: string
  /** Whether the same request may succeed later. */
  readonly retryable: boolean
  /** The seconds to wait before that; undefined if unknown. */
  readonly retryAfterSeconds: number | undefined
  /** The response's id; undefined if none was started. */
  readonly responseId: string | undefined
  /** The HTTP status; undefined for failures inside the stream or of the connection. */
  readonly status: number | undefined
  /** The request's validation errors, by property; undefined for other failures. */
  readonly errors: Record<string, string[]> | undefined

  constructor(message: string, details: AIStreamErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = details.code
    this.retryable = details.retryable
    this.retryAfterSeconds = details.retryAfterSeconds
    this.responseId = details.responseId
    this.status = details.status
    this.errors = details.errors
  }

  /** The error of a request that its caller aborted. */
  static aborted(responseId?: string): AIStreamError {
    const error = new AIStreamError('The answer was cancelled.', { code: 'cancelled', retryable: false, responseId })
    // The name that `fetch` uses, so that code which checks for aborts recognises this one.
    error.name = 'AbortError'
    return error
  }
}
