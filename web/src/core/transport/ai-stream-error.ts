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
 * All failures of a response, identified by `code`: those of the service (docs/api.md), and those that
 * only a client detects: `cancelled` (by this client, if `name` is `AbortError`), `interrupted` (the connection was lost and
 * can't be resumed), `unreachable` (no response from the service) and `invalid_response` (a response from another server).
 */
export class AIStreamError extends Error {
  override name = 'AIStreamError'
  readonly code: string
  /** Whether the same request may succeed later. */
  readonly retryable: boolean
  /** The recommended wait before that; undefined if unknown. */
  readonly retryAfterSeconds: number | undefined
  /** The failed response; undefined if none was begun. */
  readonly responseId: string | undefined
  /** The HTTP status; undefined for failures within the stream or of the connection. */
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
    // The same name as in `fetch`, so that code that checks for aborts recognizes it.
    error.name = 'AbortError'
    return error
  }
}
