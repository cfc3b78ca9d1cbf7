import type { NumberedFrame } from './frames'
import type { GenerateRequest, Issue } from './requests'
import type { HeadersSource, StreamOptions } from './stream-options'
import type { Feedback, Rating, ResponsePage, StoredResponse } from './stored-response'

export interface AIClientOptions {
  /** The address before `/api/…`, without a slash at the end. Default: empty, so the page's own origin. */
  baseUrl?: string | undefined
  /** Sent with every request; a function is asked anew for each, so that a token can be renewed. */
  headers?: HeadersSource | undefined
  /** Default: the global one. */
  fetch?: typeof globalThis.fetch | undefined
}

/** The options of one stream; headers and fetch are the client's. */
export type ClientStreamOptions = Omit<StreamOptions, 'headers' | 'fetch'>

export interface CallOptions {
  signal?: AbortSignal | undefined
}

export interface ListOptions extends CallOptions {
  /** Only answers to `refine`, `estimate` or `breakdown`. Default: all. */
  action?: string | undefined
  /** 1 to 100. Default 20. */
  limit?: number | undefined
  /** The value of the page before. Default: the first page. */
  continuation?: string | undefined
  /** Whether items come with text and result. Default `false`. */
  includeText?: boolean | undefined
}

/** The service's endpoints. Every method throws AIStreamError where it fails. */
export interface AIClient {
  /**
   * `streamResponse` with this client's headers. Identical requests share one answer on the service, so of those that run at
   * the same time in this client, only the last to be aborted cancels it.
   * @param url Absolute, or what follows `baseUrl`.
   */
  stream(url: string, payload: GenerateRequest, options?: ClientStreamOptions): AsyncGenerator<NumberedFrame, void, void>
  /**
   * `attachResponse` with this client's headers: follows the newest answer that is being written for an issue.
   * @param url Absolute, or what follows `baseUrl`.
   */
  attach(url: string, issueId: string, options?: ClientStreamOptions): AsyncGenerator<NumberedFrame, void, void>
  getResponse(responseId: string, options?: CallOptions): Promise<StoredResponse>
  /** An issue's answers, newest first. */
  listResponses(issueId: string, options?: ListOptions): Promise<ResponsePage>
  /** Stops a running answer for everyone who reads it; one that has ended stays as it is. */
  cancel(responseId: string): Promise<StoredResponse>
  rate(responseId: string, rating: Rating): Promise<void>
  /** Says whether an answer was accepted, and how much of it was changed before; a rating may stand beside it. */
  sendFeedback(responseId: string, feedback: Feedback): Promise<void>
  deleteResponse(responseId: string): Promise<void>
  /** The stored issue. */
  getIssue(issueId: string, options?: CallOptions): Promise<Issue>
  /** Remembers an issue in place of what was remembered of it. */
  putIssue(issueId: string, issue: Issue): Promise<void>
  /** Forgets an issue and erases all its answers. */
  deleteIssue(issueId: string): Promise<void>
}
