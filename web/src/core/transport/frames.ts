/** How sure the answer's author is: `high` above 90, `medium` from 70 to 90, `low` below 70. */
export type ConfidenceLevel = 'high' | 'medium' | 'low'

export interface Confidence {
  /** 0 to 100. */
  value: number
  level: ConfidenceLevel
  /** Measured from the model's log-probabilities, or said by the model itself. */
  method: 'logprobs' | 'self-assessment'
  /** Whether the value was corrected by earlier ratings. */
  calibrated: boolean
}

export interface ResponseMetadata {
  responseId: string
  /** The model's own name. */
  model?: string
  tokens?: number
  promptTokens?: number
  completionTokens?: number
  /** When the answer was begun, UTC. */
  timestamp: string
  /** `stop`, or `length` where the answer was cut short, or whatever else the model says. */
  finishReason?: string
  /** `true` when the answer was made for an earlier request. */
  cached: boolean
  durationMs?: number
  timeToFirstTokenMs?: number
  /** There when no score could be made. */
  confidence?: 'unavailable'
  /** `false` when the answer couldn't be recorded and is in no history. */
  stored?: false
}

/** The answer's next piece, Markdown. */
export interface TextFrame {
  type: 'text'
  content: string
}

/** The answer as typed JSON: a RefineResult, an EstimateResult or a BreakdownResult. */
export interface ResultFrame {
  type: 'result'
  value: unknown
}

export interface ConfidenceFrame extends Confidence {
  type: 'confidence'
}

/** The answer is complete. Last frame. */
export interface MetadataFrame {
  type: 'metadata'
  value: ResponseMetadata
}

/** The answer failed. Last frame. */
export interface ErrorFrame {
  type: 'error'
  message: string
  code: string
  retryable: boolean
  retryAfterSeconds?: number
  responseId: string
}

/** The content filter takes back all text after the event of this number; after 0, all of it. */
export interface RetractFrame {
  type: 'retract'
  after: number
}

/** The connection was open for long enough; come back for what follows the event of this number. Last frame. */
export interface ReconnectFrame {
  type: 'reconnect'
  after: number
  responseId: string
}

/** One event of a stream, as the service sends it. There will be more types; those unknown here are skipped. */
export type Frame = TextFrame | ResultFrame | ConfidenceFrame | MetadataFrame | ErrorFrame | RetractFrame | ReconnectFrame

/**
 * A frame as `streamResponse` gives it, with its event number (from 1, the same on every replay), counted where
 * something on the way dropped it. `error` frames are thrown and `reconnect` frames obeyed, so neither is among them.
 */
export type NumberedFrame = Exclude<Frame, ErrorFrame | ReconnectFrame> & { id: number }
