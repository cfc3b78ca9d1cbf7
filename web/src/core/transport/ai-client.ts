import type { NumberedFrame } from './frames'
import type { GenerateRequest, Issue } from './requests'
import type { HeadersSource, StreamOptions } from './stream-options'
import type { Feedback, Rating, ResponsePage, StoredResponse } from './stored-response'

export interface AIClientOptions {
  /** The address before `/api/…`, without a slash at the end. Default: empty, for the page's origin. */
  baseUrl?: string | undefined
  /** Sent with every request; a function is called for each request, so that a token can be renewed. */
  headers?: HeadersSource | undefined
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
}

/** The options of one stream; headers and fetch are the client's. */
export type ClientStreamOptions = Omit<StreamOptions, 'headers' | 'fetch'>

export interface CallOptions {
  signal?: AbortSignal | undefined
}

export interface ListOptions extends CallOptions {
  /** Only responses to `refine`, `estimate` or `breakdown`. Default: all. */
  action?: string | undefined
  /** 1 to 100. Default 20. */
  limit?: number | undefined
  /** The `continuation` of the previous page. Default: the first page. */
  continuation?: string | undefined
  /** Whether items come with text and result. Default `false`. */
  includeText?: boolean | undefined
}

/** The service's endpoints. Every method throws AIStreamError on failure. */
export interface AIClient {
  /**
   * `streamResponse` with this client's headers. The service coalesces identical requests, so among those that run at
   * the same time in this client, only the last one to abort cancels the response.
   * @param url Absolute, or relative to `baseUrl`.
   */
  stream(url: string, payload: GenerateRequest, options?: ClientStreamOptions): AsyncGenerator<NumberedFrame, void, void>
  /**
   * `attachResponse` with this client's headers: follows the newest running response for an issue.
   * @param url Absolute, or relative to `baseUrl`.
   */
  attach(url: string, issueId: string, options?: ClientStreamOptions): AsyncGenerator<NumberedFrame, void, void>
  getResponse(responseId: string, options?: CallOptions): Promise<StoredResponse>
  /** An issue's responses, newest first. */
  listResponses(issueId: string, options?: ListOptions): Promise<ResponsePage>
  /** Stops a running response for all its readers; one that has ended stays unchanged. */
  cancel(responseId: string): Promise<StoredResponse>
  rate(responseId: string, rating: Rating): Promise<void>
  /** Reports whether a response was accepted, and how much of it was edited before; a rating may be included. */
  sendFeedback(responseId: string, feedback: Feedback): Promise<void>
  deleteResponse(responseId: string): Promise<void>
  /** The stored issue. */
  getIssue(issueId: string, options?: CallOptions): Promise<Issue>
  /** Stores an issue, and replaces the earlier version. */
  putIssue(issueId: string, issue: Issue): Promise<void>
  /** Deletes the stored issue and erases all its responses. */
  deleteIssue(issueId: string): Promise<void>
}
