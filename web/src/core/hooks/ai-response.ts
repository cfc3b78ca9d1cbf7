import type { Confidence, ResponseMetadata } from '../transport/frames.js'

/** A complete answer. */
export interface AIResponse<R = unknown> {
  responseId: string
  text: string
  /** Null where no score could be made. */
  confidence: Confidence | null
  metadata: ResponseMetadata
  /** The answer as typed JSON; null where the model gave none. */
  result: R | null
}
