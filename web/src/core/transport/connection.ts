import { createParser } from 'eventsource-parser'
import { untilAborted } from './aborts'
import { onWakeUp } from './wake-ups'

export interface ServerEvent {
  /** The event's number; null where it has none. */
  id: number | null
  data: string
}

/** Ends a connection that is open but has been silent for longer than the service ever is. */
export class ConnectionSilent extends Error {}

/** One HTTP exchange: the request's headers, then the events of its body, with an eye on whether it still lives. */
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
   * Splits the body into events. Comments are no events, but signs of life.
   * @param onRetry Is told of a `retry:` field, in milliseconds.
   * @throws where the connection breaks, or is ended by `close` or silence.
   */
  async *events(response: Response, onRetry: (retryMs: number) => void): AsyncGenerator<ServerEvent, void, void> {
    const { signal } = this.#controller
    const reader = response.body!.getReader()
    const unwatch = onWakeUp((wakeUp) => {
      // A connection of before the network changed is dead, whatever it looks like; a frozen tab's may be.
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
        // Silence is the service's, not that of a reader who takes time over the last events.
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

  /** Ends the exchange, at whatever point it is. */
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
    // It is broken already, and the body is wanted no more either way.
  }
}

function eventNumber(id: string | undefined): number | null {
  return id !== undefined && /^\d+$/.test(id) ? Number(id) : null
}
