import type { AIStreamError } from './ai-stream-error'
import { ConnectionSilent } from './connection'
import type { Question } from './question'

// A longer wait than this is reported to the user instead.
const LONGEST_RETRY_AFTER_S = 60

/**
 * Whether to repeat a request that failed before its headers arrived.
 * Only network failures may be temporary; a fault in the caller's fetch or headers would recur.
 * A request may have reached the service even without a response. Repeating it is safe nevertheless, since identical
 * requests share one response; but a new version would be generated and paid for twice.
 */
export function mayAskAgain({ isNewVersion }: Question, failure: AIStreamError): boolean {
  if (failure.code === 'unreachable') {
    return !isNewVersion && (failure.cause instanceof TypeError || failure.cause instanceof ConnectionSilent)
  }
  return failure.code === 'shutting_down' && isShortWait(failure)
}

/** Whether to try to resume again after the service's refusal. */
export function mayResumeAgain(problem: AIStreamError): boolean {
  return problem.retryable && isShortWait(problem)
}

function isShortWait({ retryAfterSeconds = 0 }: AIStreamError): boolean {
  return retryAfterSeconds <= LONGEST_RETRY_AFTER_S
}
