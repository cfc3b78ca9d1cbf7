export type HeadersSource = HeadersInit | (() => HeadersInit | Promise<HeadersInit>)

/** The state of a stream's connection; the state of the response is in the frames. */
export type ConnectionChange =
  /** The service answers. The id is null where the header `X-Response-Id` can't be read. */
  | { status: 'open'; responseId: string | null }
  /** The connection was lost; this attempt to come back is made after `delayMs`. */
  | { status: 'reconnecting'; attempt: number; delayMs: number }
  /** The caller aborted. `settled` resolves when the service has been told, or can't be; it never rejects. */
  | { status: 'cancelling'; settled: Promise<void> }

export interface StreamOptions {
  /** Aborted, it ends the stream at once and cancels the answer on the service. */
  signal?: AbortSignal | undefined
  /** Sent with every request; a function is asked anew for each, so that a token can be renewed. */
  headers?: HeadersSource | undefined
  /** Default: the global one. */
  fetch?: typeof globalThis.fetch | undefined
  onConnection?: ((change: ConnectionChange) => void) | undefined
  /** Asked at an abort: `true` leaves the answer running for its other readers. Default: it is cancelled. */
  leaveRunning?: (() => boolean) | undefined
  /**
   * A connection on which nothing came for so many milliseconds is given up and resumed. Default 45,000: the service sends
   * something every 15 s.
   */
  silenceMs?: number | undefined
  /** How many attempts to come back may fail in a row, before the stream does. Each new event resets the count. Default 8, about a minute. */
  maxAttempts?: number | undefined
}
