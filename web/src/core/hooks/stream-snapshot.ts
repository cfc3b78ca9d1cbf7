import type { AIStreamError } from '../transport/ai-stream-error'
import type { Confidence, ResponseMetadata } from '../transport/frames'
import type { AIStreamStatus, StreamState } from './stream-state'

/** The visible state of a component's stream. */
export interface StreamSnapshot<R> {
  status: AIStreamStatus
  /** Whether a response is running: `connecting`, `streaming` or `reconnecting`. */
  isStreaming: boolean
  /** The text so far. */
  streamedText: string
  /** 0 to 100; null until it arrives, and if no score could be determined. */
  confidence: number | null
  /** The score with its level and method. */
  confidenceDetails: Confidence | null
  metadata: ResponseMetadata | null
  result: R | null
  /** Known from the service's headers on. */
  responseId: string | null
  /** The failure's error; null in every other status. */
  error: AIStreamError | null
}

export function snapshotOf<R>(state: StreamState<R>, streamedText: string): StreamSnapshot<R> {
  const { status, confidence, metadata, result, responseId, error } = state
  return {
    status, isStreaming: isRunning(status), streamedText,
    confidence: confidence?.value ?? null, confidenceDetails: confidence, metadata, result, responseId, error,
  }
}

export function isRunning(status: AIStreamStatus): boolean {
  return status === 'connecting' || status === 'streaming' || status === 'reconnecting'
}
