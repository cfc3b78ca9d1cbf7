import type { Confidence, ResponseMetadata } from './frames'

/** The state of a stored response. */
export type ResponseState = 'running' | 'completed' | 'cancelled' | 'failed' | 'interrupted'

export type Rating = 'up' | 'down'

/** The user's feedback on a response. */
export interface Feedback {
  rating: Rating
  /** Whether the response was applied to the issue. */
  accepted?: boolean
  /** How much of it was edited before that: from 0, nothing, to 1, everything. */
  editDistance?: number
}

/** A response as the service stores it. */
export interface StoredResponse<R = unknown> {
  responseId: string
  issueId: string
  action: string
  state: ResponseState
  /** The text so far. Omitted in lists without `include=text`. */
  text?: string
  result?: R | null
  confidence?: Confidence | null
  /** Null until the response is complete. */
  metadata?: ResponseMetadata | null
  /** The instructions of its request. Omitted if there were none, or if the service doesn't report them. */
  instructions?: string
  /** The version that this one improves on; null for a first version. */
  parentId: string | null
  rating: Rating | null
  /** UTC. */
  createdAt: string
}

/** A page of an issue's responses, newest first. */
export interface ResponsePage {
  items: StoredResponse[]
  /** Requests the next page; null on the last. */
  continuation: string | null
}
