import type { AIStreamError } from './ai-stream-error'
import { ConnectionSilent } from './connection'
import type { Question } from './question'

// A longer wait than this is better told to the user.
const LONGEST_RETRY_AFTER_S = 60

/**
 * Whether to repeat a request that failed before its headers arrived.
 * Only the network's failures may pass by themselves; a fault of the caller's own fetch or headers would only come again.
 * A request may have reached the service although nothing came back. Repeating it is safe all the same, since identical
 * requests share one response; but not for a new version, which would be generated and paid for twice.
 */
export function mayAskAgain({ isNewVersion }: Question, failure: AIStreamError): boolean {
  if (failure.code === 'unreachable') {
    return !isNewVersion && (failure.cause instanceof TypeError || failure.cause instanceof ConnectionSilent)
  }
  return failure.code === 'shutting_down' && isShortWait(failure)
}

/** Whether to try to resume again after the service refused. */
export function mayResumeAgain(problem: AIStreamError): boolean {
  return problem.retryable && isShortWait(problem)
}

function isShortWait({ retryAfterSeconds = 0 }: AIStreamError): boolean {
  return retryAfterSeconds <= LONGEST_RETRY_AFTER_S
}
