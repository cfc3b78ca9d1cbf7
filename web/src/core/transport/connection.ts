import { createParser } from 'eventsource-parser'
import { untilAborted } from './aborts'
import { onWakeUp } from './wake-ups'

export interface ServerEvent {
  /** The event's number; null if it has none. */
  id: number | null
  data: string
}

/** Ends an open connection that has been silent for longer than the service ever is. */
export class ConnectionSilent extends Error {}

/** One HTTP exchange: the request's headers, then the events of its body, with detection of a dead connection. */
export class Connection {
  readonly #controller = new AbortController()
  #lastSign = Date.now()
  #watch: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly fetch: typeof globalThis.fetch,
    private readonly silenceMs: number,
  ) {}

  /** Sends the request. The response's body is still to be read. */
  async open(url: string, init: RequestInit): Promise<Response> {
    this.#sign()
    try {
      return await untilAborted(this.fetch(url, { ...init, signal: this.#controller.signal }), this.#controller.signal)
    } finally {
      clearTimeout(this.#watch)
    }
  }

  /**
   * Splits the body into events. Comments aren't events, but they show that the connection is alive.
   * @param onRetry Receives a `retry:` field, in milliseconds.
   * @throws if the connection breaks, or is ended by `close` or silence.
   */
  async *events(response: Response, onRetry: (retryMs: number) => void): AsyncGenerator<ServerEvent, void, void> {
    const { signal } = this.#controller
    const reader = response.body!.getReader()
    const unwatch = onWakeUp((wakeUp) => {
      // A connection from before a network change is dead, even if it looks open; that of a frozen tab may be.
      if (wakeUp === 'online' || Date.now() - this.#lastSign >= (this.silenceMs * 2) / 3) this.#silent()
    })
    const decoder = new TextDecoder()
    let events: ServerEvent[] = []
    const parser = createParser({
      onEvent: ({ id, data }) => events.push({ id: eventNumber(id), data }),
      onRetry,
    })
    try {
      for (;;) {
        this.#sign()
        const { done, value } = await untilAborted(reader.read(), signal)
        // Only the service's silence counts, not the time that the reader takes for events.
        clearTimeout(this.#watch)
        if (done) return
        parser.feed(decoder.decode(value, { stream: true }))
        const complete = events
        events = []
        yield* complete
      }
    } finally {
      clearTimeout(this.#watch)
      unwatch()
      void release(reader)
      this.close()
    }
  }

  /** Ends the exchange in any state. */
  close(): void {
    clearTimeout(this.#watch)
    this.#controller.abort(new DOMException('The connection was closed.', 'AbortError'))
  }

  #sign(): void {
    this.#lastSign = Date.now()
    clearTimeout(this.#watch)
    this.#watch = setTimeout(() => this.#silent(), this.silenceMs)
  }

  #silent(): void {
    this.#controller.abort(new ConnectionSilent('The connection went silent.'))
  }
}

async function release(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    await reader.cancel()
  } catch {
    // The connection is already broken, and nothing needs the body any more.
  }
}

function eventNumber(id: string | undefined): number | null {
  return id !== undefined && /^\d+$/.test(id) ? Number(id) : null
}
