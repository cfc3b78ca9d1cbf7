import { AIStreamError } from './ai-stream-error'
import type { ErrorFrame } from './frames'
import { headerOf } from './headers'
import { readProblem } from './problems'

export const EVENT_STREAM = 'text/event-stream'

// A response that is cancelled before its headers arrive has no id yet. They usually arrive within 100 ms; a cold start takes seconds.
const LATE_ID_MS = 10_000

/** Waits for the id of a response whose headers are pending; null if they don't arrive in time, or contain none. */
export async function lateId(asking: Promise<Response>): Promise<string | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), LATE_ID_MS)))
  const response = await Promise.race([asking.catch(() => null), late])
  clearTimeout(timer)
  return response === null ? null : idOf(response)
}

export function idOf(response: Response): string | null {
  return headerOf(response, 'X-Response-Id')
}

/** A body of another content type, such as a sign-in page, isn't a stream. */
export function isEventStream(response: Response): boolean {
  return response.ok && response.body !== null && (headerOf(response, 'Content-Type') ?? EVENT_STREAM).startsWith(EVENT_STREAM)
}

export async function problemOf(response: Response): Promise<AIStreamError> {
  if (!response.ok) return readProblem(response)
  return new AIStreamError("The response isn't from the service.", { code: 'invalid_response', retryable: true, status: response.status })
}

/** Converts an `error` frame to an error. A third-party route may send only a message. */
export function failed(frame: Partial<ErrorFrame>): AIStreamError {
  const { message = 'The answer failed.', code = 'internal', retryable = true, retryAfterSeconds, responseId } = frame
  return new AIStreamError(message, { code, retryable, retryAfterSeconds, responseId })
}
