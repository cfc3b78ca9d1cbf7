import type { AIStreamError } from '../transport/ai-stream-error'
import type { Confidence, ResponseMetadata } from '../transport/frames'
import type { Rating, StoredResponse } from '../transport/stored-response'
import type { AIResponse } from './ai-response'
import type { StreamSnapshot } from './stream-snapshot'
import type { AIStreamStatus } from './stream-state'

/** A complete response, from the history or just received. */
export interface AnswerVersion {
  /** Null if the route provides no ids. */
  responseId: string | null
  /** UTC. */
  createdAt: string
  text: string
  confidence: Confidence | null
  metadata: ResponseMetadata | null
  result: unknown
  rating: Rating | null
}

/** The visible part of a response that is running or has ended in any way. */
export interface ShownAnswer extends AnswerVersion {
  status: AIStreamStatus
  error: AIStreamError | null
}

export function versionOfResponse({ responseId, text, confidenceDetails, metadata, result }: AIResponse, now: string): AnswerVersion {
  return { responseId, createdAt: metadata?.timestamp ?? now, text, confidence: confidenceDetails, metadata, result, rating: null }
}

export function versionOfStored({ responseId, createdAt, text, confidence, metadata, result, rating }: StoredResponse): AnswerVersion {
  return { responseId, createdAt, text: text ?? '', confidence: confidence ?? null, metadata: metadata ?? null, result: result ?? null, rating }
}

/** The versions of both lists, oldest first. The second list is newest first and has precedence, since it contains ratings. */
export function mergeVersions(fresh: readonly AnswerVersion[], stored: readonly AnswerVersion[]): AnswerVersion[] {
  const byId = new Map([...fresh, ...[...stored].reverse()].map((version) => [version.responseId ?? version, version]))
  return [...byId.values()].sort((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt))
}

export function shownVersion(version: AnswerVersion): ShownAnswer {
  return { ...version, status: 'completed', error: null }
}

export function shownStream({ responseId, streamedText, confidenceDetails, metadata, result, status, error }: StreamSnapshot<unknown>): ShownAnswer {
  return { responseId, createdAt: metadata?.timestamp ?? '', text: streamedText, confidence: confidenceDetails, metadata, result, rating: null, status, error }
}

/** An incomplete response of the history. */
export function shownStored(stored: StoredResponse): ShownAnswer {
  return { ...versionOfStored(stored), status: statusOf(stored), error: null }
}

function statusOf({ state }: StoredResponse): AIStreamStatus {
  if (state === 'completed' || state === 'cancelled') return state
  return state === 'running' ? 'streaming' : 'failed'
}
