/** The level of confidence: `high` above 90, `medium` from 70 to 90, `low` below 70. */
export type ConfidenceLevel = 'high' | 'medium' | 'low'

export interface Confidence {
  /** 0 to 100. */
  value: number
  level: ConfidenceLevel
  /** Computed from the model's log-probabilities, or stated by the model. */
  method: 'logprobs' | 'self-assessment'
  /** Whether the value was corrected by earlier ratings. */
  calibrated: boolean
}

export interface ResponseMetadata {
  responseId: string
  /** The name that the model reports. */
  model?: string
  tokens?: number
  promptTokens?: number
  completionTokens?: number
  /** The time at which the response began, UTC. */
  timestamp: string
  /** `stop`, `length` if the text was cut off, or the model's own value. */
  finishReason?: string
  /** `true` if an earlier request generated the response. */
  cached: boolean
  durationMs?: number
  timeToFirstTokenMs?: number
  /** Present if no score could be determined. */
  confidence?: 'unavailable'
  /** `false` if the response couldn't be stored and isn't in the history. */
  stored?: false
}

/** The next piece of the text, Markdown. */
export interface TextFrame {
  type: 'text'
  content: string
}

/** The response as typed JSON: a RefineResult, an EstimateResult or a BreakdownResult. */
export interface ResultFrame {
  type: 'result'
  value: unknown
}

export interface ConfidenceFrame extends Confidence {
  type: 'confidence'
}

/** The response is complete. Last frame. */
export interface MetadataFrame {
  type: 'metadata'
  value: ResponseMetadata
}

/** The response failed. Last frame. */
export interface ErrorFrame {
  type: 'error'
  message: string
  code: string
  retryable: boolean
  retryAfterSeconds?: number
  responseId: string
}

/** The content filter retracts all text after the event of this number; after 0, all of it. */
export interface RetractFrame {
  type: 'retract'
  after: number
}

/** The connection has reached its maximum duration; reconnect for the events after this number. Last frame. */
export interface ReconnectFrame {
  type: 'reconnect'
  after: number
  responseId: string
}

/** One event of a stream in the service's format. Unknown types are skipped, since there may be more in the future. */
export type Frame = TextFrame | ResultFrame | ConfidenceFrame | MetadataFrame | ErrorFrame | RetractFrame | ReconnectFrame

/**
 * A frame from `streamResponse`, with its event number (from 1, the same on every replay), counted if
 * a proxy dropped the number. `error` frames are thrown and `reconnect` frames are handled, so neither is included.
 */
export type NumberedFrame = Exclude<Frame, ErrorFrame | ReconnectFrame> & { id: number }
