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
 * Everything that can go wrong with an answer, told apart by `code`: those of the service (docs/api.md), and those that
 * only a client sees: `cancelled` (by this client, when `name` is `AbortError`), `interrupted` (the connection was lost and
 * the rest can't be had), `unreachable` (no answer from the service) and `invalid_response` (an answer that isn't the service's).
 */
export class AIStreamError extends Error {
  override name = 'AIStreamError'
  readonly code: string
  /** Whether the same request may succeed later. */
  readonly retryable: boolean
  /** How long to wait before that; undefined where nobody said. */
  readonly retryAfterSeconds: number | undefined
  /** The answer at fault; undefined where none was begun. */
  readonly responseId: string | undefined
  /** The HTTP status; undefined for what failed within the stream or on the way. */
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

  /** The error of a request that its own caller aborted. */
  static aborted(responseId?: string): AIStreamError {
    const error = new AIStreamError('The answer was cancelled.', { code: 'cancelled', retryable: false, responseId })
    // As `fetch` calls it, so that code that looks for aborts finds this one.
    error.name = 'AbortError'
    return error
  }
}
