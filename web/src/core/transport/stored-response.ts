import type { Confidence, ResponseMetadata } from './frames'

/** The state of a stored response. */
export type ResponseState = 'running' | 'completed' | 'cancelled' | 'failed' | 'interrupted'

export type Rating = 'up' | 'down'

/** The user's feedback on a response. */
export interface Feedback {
  rating: Rating
  /** Whether the response was applied to the issue. */
  accepted?: boolean
  /** How much of it was changed before that: from 0, nothing, to 1, everything. */
  editDistance?: number
}

/** An answer as the service keeps it. */
export interface StoredResponse<R = unknown> {
  responseId: string
  issueId: string
  action: string
  state: ResponseState
  /** The text so far. Left out in lists without `include=text`. */
  text?: string
  result?: R | null
  confidence?: Confidence | null
  /** Null until the answer is complete. */
  metadata?: ResponseMetadata | null
  /** The wish that it was asked for with. Left out where there was none, or the service doesn't say. */
  instructions?: string
  /** The version that this one improves on; null for a first one. */
  parentId: string | null
  rating: Rating | null
  /** UTC. */
  createdAt: string
}

/** A page of an issue's answers, newest first. */
export interface ResponsePage {
  items: StoredResponse[]
  /** Asks for the next page; null on the last. */
  continuation: string | null
}
