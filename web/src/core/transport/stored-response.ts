import type { Confidence, ResponseMetadata } from './frames.js'

/** What became of an answer. */
export type ResponseState = 'running' | 'completed' | 'cancelled' | 'failed' | 'interrupted'

export type Rating = 'up' | 'down'

/** An answer as the service keeps it. */
export interface StoredResponse<R = unknown> {
  responseId: string
  issueId: string
  action: string
  state: ResponseState
  /** What there is so far. Left out in lists that weren't asked for it. */
  text?: string
  result?: R | null
  confidence?: Confidence | null
  /** Null until the answer is complete. */
  metadata?: ResponseMetadata | null
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
