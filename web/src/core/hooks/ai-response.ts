import type { Confidence, ResponseMetadata } from '../transport/frames'

/** A complete response. */
export interface AIResponse<R = unknown> {
  /** Null if the route doesn't provide it. */
  responseId: string | null
  text: string
  /** 0 to 100; null if no score could be determined. */
  confidence: number | null
  /** The score with its level and method. */
  confidenceDetails: Confidence | null
  /** Null if the route doesn't provide it. */
  metadata: ResponseMetadata | null
  /** The response as typed JSON; null if the model returned none. */
  result: R | null
}
