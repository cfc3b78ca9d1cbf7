import type { AIClient } from '../transport/ai-client.js'
import type { AIStreamError } from '../transport/ai-stream-error.js'
import type { Confidence, ResponseMetadata } from '../transport/frames.js'
import type { GenerateRequest } from '../transport/requests.js'
import type { AIResponse } from './ai-response.js'
import { FramePresenter } from './frame-presenter.js'
import { StreamRun } from './stream-run.js'
import { idle, type AIStreamStatus, type StreamState } from './stream-state.js'
import { WordPresenter } from './word-presenter.js'

const WORD_DELAY_MS = 50

export interface StreamCallbacks<R> {
  /** Is given each new piece of text as it arrives, also where `smooth` shows it later. */
  onChunk?: ((text: string) => void) | undefined
  onComplete?: ((response: AIResponse<R>) => void) | undefined
  /** Is not called for an answer that was cancelled. */
  onError?: ((error: AIStreamError) => void) | undefined
}

export interface StreamSettings<R> extends StreamCallbacks<R> {
  client: AIClient
  /**
   * Shows the text word by word. Default `false`; `true` is 50 ms a word. Text that comes faster is caught up with. Off for
   * users who prefer reduced motion.
   */
  smooth?: boolean | { wordDelayMs: number } | undefined
}

/** What a component sees of its stream. */
export interface StreamSnapshot<R> {
  status: AIStreamStatus
  /** Whether an answer is on its way: `connecting`, `streaming` or `reconnecting`. */
  isStreaming: boolean
  /** The text so far. */
  streamedText: string
  confidence: Confidence | null
  metadata: ResponseMetadata | null
  result: R | null
  /** Known as soon as the service answers. */
  responseId: string | null
  /** Why the answer failed; null in every other status. */
  error: AIStreamError | null
}

/** The streams of one component, one at a time. */
export class StreamSession<R> {
  #settings: StreamSettings<R>
  #run: StreamRun<R> | null = null
  #snapshot: StreamSnapshot<R> = snapshotOf<R>(idle, '')
  readonly #listeners = new Set<() => void>()
  #holders = 0

  constructor(settings: StreamSettings<R>) {
    this.#settings = settings
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): StreamSnapshot<R> => this.#snapshot

  configure(settings: StreamSettings<R>): void {
    this.#settings = settings
  }

  /** Keeps the session alive until what is returned is called. */
  hold(): () => void {
    this.#holders++
    return () => {
      this.#holders--
      // StrictMode and fast refresh let go and take hold again within one go.
      queueMicrotask(() => {
        if (this.#holders === 0) this.abort()
      })
    }
  }

  readonly streamAI = (url: string, payload: GenerateRequest): Promise<AIResponse<R>> => {
    const previous = this.#run
    const run: StreamRun<R> = new StreamRun<R>(
      (show) => this.#present(show),
      () => this.#publish(run),
    )
    this.#run = run
    this.#publish(run)
    const response = this.#read(run, url, payload)
    // After the new request was made: where it asks for the same, the client goes on with the same answer.
    previous?.abort()
    // Who doesn't wait for the promise hears of a failure through `error` and `onError`.
    response.catch(() => {})
    return response
  }

  readonly abort = (): void => {
    this.#run?.abort()
  }

  readonly reset = (): void => {
    const run = this.#run
    this.#run = null
    run?.abort()
    this.#show(snapshotOf<R>(idle, ''))
  }

  async #read(run: StreamRun<R>, url: string, payload: GenerateRequest): Promise<AIResponse<R>> {
    try {
      const response = await run.read(this.#settings.client, url, payload, (text) => report(this.#settings.onChunk, text))
      report(this.#settings.onComplete, response)
      return response
    } catch (failure) {
      const error = failure as AIStreamError
      if (error.code !== 'cancelled') report(this.#settings.onError, error)
      throw error
    }
  }

  #present(show: (text: string) => void): FramePresenter | WordPresenter {
    const { smooth = false } = this.#settings
    if (smooth === false || prefersReducedMotion()) return new FramePresenter(show)
    return new WordPresenter(smooth === true ? WORD_DELAY_MS : smooth.wordDelayMs, show)
  }

  #publish(run: StreamRun<R>): void {
    if (run === this.#run) this.#show(snapshotOf(run.state, run.shownText))
  }

  #show(snapshot: StreamSnapshot<R>): void {
    this.#snapshot = snapshot
    for (const listener of this.#listeners) listener()
  }
}

function snapshotOf<R>(state: StreamState<R>, streamedText: string): StreamSnapshot<R> {
  const { status, confidence, metadata, result, responseId, error } = state
  const isStreaming = status === 'connecting' || status === 'streaming' || status === 'reconnecting'
  return { status, isStreaming, streamedText, confidence, metadata, result, responseId, error }
}

function prefersReducedMotion(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** A fault in a caller's callback is the caller's to see, and no reason to end the stream. */
function report<T>(callback: ((value: T) => void) | undefined, value: T): void {
  try {
    callback?.(value)
  } catch (fault) {
    queueMicrotask(() => {
      throw fault
    })
  }
}
