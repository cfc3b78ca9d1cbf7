import { vi } from 'vitest'
import type { Frame, ResponseMetadata } from '../../../src/index.js'

export const RESPONSE_ID = 'r1'

/** A service whose responses the test scripts, over a fetch that behaves like the real one. */
export class FakeService {
  readonly exchanges: Exchange[] = []

  readonly fetch: typeof fetch = (input, init) => {
    const exchange = new Exchange(input as string, init ?? {})
    this.exchanges.push(exchange)
    return exchange.response
  }

  /** The newest request. */
  get last(): Exchange {
    const exchange = this.exchanges.at(-1)
    if (exchange === undefined) throw new Error('Nothing was requested.')
    return exchange
  }

  /** The requests so far, as `POST /path`. */
  get log(): string[] {
    return this.exchanges.map(({ method, url }) => `${method} ${url}`)
  }
}

export class Exchange {
  readonly response: Promise<Response>
  readonly method: string
  readonly headers: Headers
  aborted = false
  #resolve!: (response: Response) => void
  #reject!: (failure: unknown) => void
  #body: ReadableStreamDefaultController<Uint8Array> | undefined

  constructor(
    readonly url: string,
    private readonly init: RequestInit,
  ) {
    this.method = init.method ?? 'GET'
    this.headers = new Headers(init.headers)
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    init.signal?.addEventListener('abort', () => {
      this.aborted = true
      const failure = new DOMException('This operation was aborted', 'AbortError')
      this.#reject(failure)
      this.#body?.error(failure)
    })
  }

  get json(): unknown {
    return JSON.parse(this.init.body as string) as unknown
  }

  get keepalive(): boolean | undefined {
    return this.init.keepalive
  }

  /** Answers with an open stream. */
  open(responseId: string | null = RESPONSE_ID): this {
    const body = new ReadableStream<Uint8Array>({ start: (controller) => { this.#body = controller } })
    const headers = new Headers({ 'Content-Type': 'text/event-stream' })
    if (responseId !== null) headers.set('X-Response-Id', responseId)
    this.#resolve(new Response(body, { headers }))
    return this
  }

  /** Answers with any other response. */
  answer(status: number, body: unknown = null, headers: Record<string, string> = {}): void {
    const content = typeof body === 'string' || body === null || body instanceof ReadableStream ? body : JSON.stringify(body)
    this.#resolve(new Response(content as BodyInit | null, { status, headers }))
  }

  refuse(status: number, problem: object = {}, headers: Record<string, string> = {}): void {
    this.answer(status, problem, { 'Content-Type': 'application/problem+json', ...headers })
  }

  /** Fails like a fetch without a network. */
  fail(): void {
    this.#reject(new TypeError('Failed to fetch'))
  }

  bytes(bytes: Uint8Array): this {
    this.#body!.enqueue(bytes)
    return this
  }

  raw(text: string): this {
    return this.bytes(new TextEncoder().encode(text))
  }

  frame(id: number | null, frame: Frame | { type: string }): this {
    return this.raw(`${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify(frame)}\n\n`)
  }

  text(id: number | null, content: string): this {
    return this.frame(id, { type: 'text', content })
  }

  metadata(id: number | null): this {
    return this.frame(id, { type: 'metadata', value: METADATA })
  }

  end(): void {
    this.#body!.close()
  }

  /** Breaks the connection after the sent bytes have arrived: a broken stream drops unread bytes. */
  async cut(): Promise<void> {
    await settle()
    this.#body!.error(new TypeError('network error'))
  }
}

export const METADATA: ResponseMetadata = {
  responseId: RESPONSE_ID, model: 'gpt-4o', tokens: 100, timestamp: '2025-01-15T10:00:00Z', finishReason: 'stop', cached: false, durationMs: 1830,
}

/** Runs everything that doesn't wait for time to pass. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0)
}
