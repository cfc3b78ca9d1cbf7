export type HeadersSource = HeadersInit | (() => HeadersInit | Promise<HeadersInit>)

/** The state of a stream's connection; the state of the response is in the frames. */
export type ConnectionChange =
  /** The service has responded. The id is null if the header `X-Response-Id` can't be read. */
  | { status: 'open'; responseId: string | null }
  /** The connection was lost; the client tries to resume after `delayMs`. */
  | { status: 'reconnecting'; attempt: number; delayMs: number }
  /** The caller aborted. `settled` resolves when the service has received the cancel, or can't be reached; it never rejects. */
  | { status: 'cancelling'; settled: Promise<void> }

export interface StreamOptions {
  /** An abort ends the stream at once and cancels the response on the service. */
  signal?: AbortSignal | undefined
  /** Sent with every request; a function is called for each request, so that a token can be renewed. */
  headers?: HeadersSource | undefined
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
  onConnection?: ((change: ConnectionChange) => void) | undefined
  /** Called at an abort: `true` keeps the response running for its other readers. Default: it is cancelled. */
  leaveRunning?: (() => boolean) | undefined
  /**
   * The client gives up and resumes a connection that was silent for this many milliseconds. Default 45,000: the service sends
   * something every 15 s.
   */
  silenceMs?: number | undefined
  /** How many attempts to resume may fail in a row before the stream fails. Each new event resets the count. Default 8, with waits of 23 to 46 s in all. */
  maxAttempts?: number | undefined
}
