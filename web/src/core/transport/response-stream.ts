import { untilAborted } from './aborts'
import { AIStreamError } from './ai-stream-error'
import { BackOff } from './back-off'
import { Connection, ConnectionSilent } from './connection'
import { EVENT_STREAM, failed, idOf, isEventStream, lateId, problemOf } from './answers'
import { EventCount } from './event-count'
import type { NumberedFrame } from './frames'
import { withHeaders } from './headers'
import { parseFrame } from './parse-frame'
import { pause } from './pause'
import type { Question } from './question'
import { responseUrls } from './response-urls'
import { mayAskAgain, mayResumeAgain } from './retries'
import { sendCancel } from './send-cancel'
import type { StreamOptions } from './stream-options'
import { isOffline, onWakeUp } from './wake-ups'

const SILENCE_MS = 45_000
const MAX_ATTEMPTS = 8

// The error of an unreachable service should come before the user gives up.
const MAX_ASKS = 3

/** The stream of one response, over one or more connections. */
export class ResponseStream {
  readonly #fetch: typeof globalThis.fetch
  readonly #backOff: BackOff
  readonly #stop = new AbortController()
  readonly #count = new EventCount()
  #connection: Connection | null = null
  #asking: Promise<Response> | null = null
  #responseId: string | null = null
  #hasText = false
  #resumesAtOnce = false
  #over = false

  /**
   * @param url The action's address; the responses' addresses derive from it.
   * @param question The first request.
   */
  constructor(
    private readonly url: string,
    private readonly question: Question,
    private readonly options: StreamOptions,
  ) {
    const fetch = options.fetch ?? globalThis.fetch
    // Browsers refuse to call their fetch as a method of another object.
    this.#fetch = (input, init) => fetch(input, init)
    this.#backOff = new BackOff(options.maxAttempts ?? MAX_ATTEMPTS)
  }

  async *frames(): AsyncGenerator<NumberedFrame, void, void> {
    this.options.signal?.addEventListener('abort', this.#leave)
    try {
      const first = await this.#ask()
      if (first === null) this.#over = true
      else yield* this.#read(first, false)
      while (!this.#over) {
        const response = await this.#resume()
        if (response === null) this.#over = true
        else yield* this.#read(response, true)
      }
      // An abort may come between two connections, where no request observes it.
      this.#stop.signal.throwIfAborted()
    } catch (failure) {
      this.#over = true
      throw failure
    } finally {
      this.options.signal?.removeEventListener('abort', this.#leave)
      this.#leave()
    }
  }

  /** Ends the stream for its caller, and cancels the response. Does nothing once the stream has ended. */
  readonly #leave = (): void => {
    if (this.#over) return
    this.#over = true
    const settled = this.#cancel()
    this.#stop.abort(AIStreamError.aborted(this.#responseId ?? undefined))
    this.options.onConnection?.({ status: 'cancelling', settled })
  }

  /** Returns the service's HTTP response; null if it has no response to follow. */
  async #ask(): Promise<Response | null> {
    for (let asks = 1; ; ) {
      const wasOffline = isOffline()
      const answer = await this.#tryToAsk()
      if (!(answer instanceof AIStreamError)) return answer.status === 204 ? null : answer
      // A request sent while offline reached no service, so it is repeated when the network is back, even for a new version.
      const hasLeft = !wasOffline || !(answer.cause instanceof TypeError)
      if (hasLeft && (!mayAskAgain(this.question, answer) || asks++ === MAX_ASKS)) throw answer
      await this.#waitFor(this.#backOff.next(hasLeft).delayMs, answer)
    }
  }

  async #tryToAsk(): Promise<Response | AIStreamError> {
    const { signal } = this.#stop
    const { url, method, body } = this.question
    const sent = body === undefined ? { init: { method }, headers: {} } : { init: { method, body }, headers: { 'Content-Type': 'application/json' } }
    this.#asking = this.#open(this.#connect(), url, sent.init, sent.headers)
    try {
      const response = await untilAborted(this.#asking, signal)
      if (response.status === 204 && method === 'GET') return response
      if (isEventStream(response)) return this.#opened(response)
      return await this.#refused(response)
    } catch (failure) {
      if (signal.aborted) throw failure
      return new AIStreamError("The service can't be reached.", { code: 'unreachable', retryable: true, cause: failure })
    } finally {
      this.#asking = null
    }
  }

  async #resume(): Promise<Response | null> {
    let failure: unknown
    for (;;) {
      const id = this.#resumableId(failure)
      const { attempt, delayMs } = this.#backOff.next(!isOffline())
      const prescribed = failure instanceof AIStreamError ? failure.retryAfterSeconds : undefined
      const waitMs = this.#resumesAtOnce ? 0 : prescribed === undefined ? delayMs : prescribed * 1000
      this.#resumesAtOnce = false
      this.options.onConnection?.({ status: 'reconnecting', attempt, delayMs: waitMs })
      await this.#waitFor(waitMs, failure)

      const answer = await this.#tryToResume(id)
      if (!(answer instanceof Error)) return answer.status === 204 ? null : answer
      failure = answer
    }
  }

  /** Returns the id to resume by. @throws if there is none, or no attempt is left. */
  #resumableId(failure: unknown): string {
    if (this.#responseId !== null && !this.#backOff.exhausted) return this.#responseId
    throw this.#interrupted('The connection was lost.', failure)
  }

  async #tryToResume(id: string): Promise<Response | Error> {
    const { signal } = this.#stop
    let response: Response
    try {
      response = await this.#open(this.#connect(), responseUrls(this.url).resume(id, this.#count.last), { method: 'GET' })
      if (response.status === 204) return response
      if (isEventStream(response)) return this.#opened(response)
    } catch (failure) {
      if (signal.aborted) throw signal.reason
      return failure as Error
    }

    const problem = await this.#refused(response)
    // The response was erased, has expired, or was never stored and its instance has stopped.
    if (problem.status === 404) throw this.#interrupted('The response is no longer available.', problem)
    if (!mayResumeAgain(problem)) throw problem
    return problem
  }

  async *#read(response: Response, resumed: boolean): AsyncGenerator<NumberedFrame, void, void> {
    // After a resume the service determines the next event; in all other cases a missing number is a lost event.
    let mayJump = resumed
    try {
      for await (const event of this.#connection!.events(response, (retryMs) => this.#backOff.propose(retryMs))) {
        this.#stop.signal.throwIfAborted()
        if (event.id === null && event.data === '[DONE]') break

        const frame = parseFrame(event.data)
        if (frame?.type === 'reconnect') {
          this.#responseId ??= frame.responseId
          this.#count.correct(frame.after)
          this.#resumesAtOnce = true
          return
        }

        const id = this.#count.take(event.id, mayJump)
        mayJump = false
        if (id === 'repeated') continue
        if (id === 'gap') return
        this.#backOff.reset()

        if (frame === null) continue
        if (frame.type === 'error') throw failed(frame)
        if (frame.type === 'text') this.#hasText = true
        const isLast = frame.type === 'metadata'
        if (isLast) this.#over = true
        yield { ...frame, id }
        if (isLast) return
      }
      // A third-party route may send no last frame. Without numbers and an id the stream can't be resumed, so it is complete.
      if (this.#hasText && !this.#count.isNumbered && this.#responseId === null) this.#over = true
    } catch (failure) {
      if (this.#stop.signal.aborted) throw this.#stop.signal.reason
      if (failure instanceof AIStreamError) throw failure
      // The connection broke, went silent or delivered damaged data: the stream resumes.
      this.#resumesAtOnce = failure instanceof ConnectionSilent
    }
  }

  #connect(): Connection {
    return (this.#connection = new Connection(this.#fetch, this.options.silenceMs ?? SILENCE_MS))
  }

  async #open(connection: Connection, url: string, init: RequestInit, headers: Record<string, string> = {}): Promise<Response> {
    const all = await withHeaders(this.options.headers, { ...headers, Accept: EVENT_STREAM })
    this.#stop.signal.throwIfAborted()
    return connection.open(url, { ...init, headers: all })
  }

  #opened(response: Response): Response {
    this.#responseId = idOf(response) ?? this.#responseId
    this.options.onConnection?.({ status: 'open', responseId: this.#responseId })
    return response
  }

  async #refused(response: Response): Promise<AIStreamError> {
    try {
      return await untilAborted(problemOf(response), this.#stop.signal)
    } finally {
      this.#connection?.close()
    }
  }

  /** Waits; a delay that the service prescribes is waited out, any other wait ends when the page wakes up. */
  async #waitFor(delayMs: number, failure: unknown): Promise<void> {
    this.#stop.signal.throwIfAborted()
    if (delayMs === 0) return

    const prescribed = failure instanceof AIStreamError && failure.retryAfterSeconds !== undefined
    await pause(delayMs, this.#stop.signal, prescribed ? undefined : (end) => onWakeUp(() => {
      this.#backOff.reset()
      end()
    }))
  }

  async #cancel(): Promise<void> {
    const asking = this.#asking
    const connection = this.#connection
    if (this.options.leaveRunning?.()) {
      connection?.close()
      return
    }

    if (asking === null) connection?.close()
    const id = this.#responseId ?? (asking === null ? null : await lateId(asking))
    connection?.close()
    if (id !== null) await sendCancel(this.#fetch, this.url, id, this.options.headers)
  }

  #interrupted(message: string, cause: unknown): AIStreamError {
    return new AIStreamError(message, { code: 'interrupted', retryable: true, responseId: this.#responseId ?? undefined, cause })
  }
}
