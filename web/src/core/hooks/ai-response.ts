import type { Confidence, ResponseMetadata } from '../transport/frames'

/** A complete answer. */
export interface AIResponse<R = unknown> {
  /** Null where the route that answered gives none. */
  responseId: string | null
  text: string
  /** 0 to 100; null where no score could be made. */
  confidence: number | null
  /** The score with its level and where it comes from. */
  confidenceDetails: Confidence | null
  /** Null where the route that answered gives none. */
  metadata: ResponseMetadata | null
  /** The answer as typed JSON; null where the model gave none. */
  result: R | null
}
