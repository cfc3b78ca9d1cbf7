import type { AIResponse } from '../../hooks/index.js'
import type { Confidence, Rating, ResponseMetadata, StoredResponse } from '../../transport/index.js'

/** A complete answer, be it from the history or written just now. */
export interface AnswerVersion {
  responseId: string
  createdAt: string
  text: string
  confidence: Confidence | null
  metadata: ResponseMetadata | null
  result: unknown
  rating: Rating | null
}

export function versionOfResponse({ responseId, text, confidence, metadata, result }: AIResponse): AnswerVersion {
  return { responseId, createdAt: metadata.timestamp, text, confidence, metadata, result, rating: null }
}

export function versionOfStored({ responseId, createdAt, text, confidence, metadata, result, rating }: StoredResponse): AnswerVersion {
  return { responseId, createdAt, text: text ?? '', confidence: confidence ?? null, metadata: metadata ?? null, result: result ?? null, rating }
}

/** The versions of both lists, oldest first. The second is newest first and counts where both have one, since it knows of ratings. */
export function mergeVersions(fresh: readonly AnswerVersion[], stored: readonly AnswerVersion[]): AnswerVersion[] {
  const byId = new Map([...fresh, ...[...stored].reverse()].map((version) => [version.responseId, version]))
  return [...byId.values()].sort((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt))
}
