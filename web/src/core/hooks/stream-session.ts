import type { AIClient } from '../transport/ai-client'
import type { AIStreamError } from '../transport/ai-stream-error'
import type { GenerateRequest } from '../transport/requests'
import type { AIResponse } from './ai-response'
import { FramePresenter } from './frame-presenter'
import { StreamRun } from './stream-run'
import { snapshotOf, type StreamSnapshot } from './stream-snapshot'
import { idle } from './stream-state'
import { WordPresenter } from './word-presenter'

const WORD_DELAY_MS = 50

export interface StreamCallbacks<R> {
  /** Receives each new piece of text on arrival, even if `smooth` shows it later. */
  onChunk?: ((text: string) => void) | undefined
  /** Receives the whole text, and the complete response. */
  onComplete?: ((text: string, response: AIResponse<R>) => void) | undefined
  /** Isn't called for a cancelled response. */
  onError?: ((error: AIStreamError) => void) | undefined
}

export interface StreamSettings {
  client: AIClient
  /**
   * Shows the text word by word. Default `false`; `true` is 50 ms per word, or faster if the text arrives faster. Off for
   * users who prefer reduced motion.
   */
  smooth?: boolean | { wordDelayMs: number } | undefined
}

/** The callbacks of a component that uses a session, in their latest form. */
type HeldCallbacks<R> = () => StreamCallbacks<R>

/** The streams of one component, or of several that share them, one at a time. */
export class StreamSession<R> {
  #settings: StreamSettings
  #run: StreamRun<R> | null = null
  #snapshot: StreamSnapshot<R> = snapshotOf<R>(idle(), '')
  readonly #listeners = new Set<() => void>()
  readonly #holders = new Set<HeldCallbacks<R>>()

  constructor(settings: StreamSettings) {
    this.#settings = settings
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): StreamSnapshot<R> => this.#snapshot

  configure(settings: StreamSettings): void {
    this.#settings = settings
  }

  /**
   * Keeps the session alive until the returned function is called.
   * @param outlives Called at that point: whether a response continues without a viewer.
   * @param callbacks Called for each report until then.
   */
  hold(outlives: () => boolean, callbacks: () => StreamCallbacks<R> = () => ({})): () => void {
    // Two holders may pass the same function.
    const holder: HeldCallbacks<R> = () => callbacks()
    this.#holders.add(holder)
    return () => {
      this.#holders.delete(holder)
      // StrictMode and fast refresh release and hold again within one task.
      queueMicrotask(() => {
        if (this.#holders.size === 0 && !outlives()) this.abort()
      })
    }
  }

  readonly streamAI = (url: string, payload: GenerateRequest, callbacks: StreamCallbacks<R> = {}): Promise<AIResponse<R>> => {
    const previous = this.#run
    const run = this.#begin()
    const { client } = this.#settings
    const response = this.#report(
      run.read((options) => client.stream(url, payload, options), (text) => this.#tell('onChunk', callbacks, text)),
      callbacks,
    )
    this.#publish(run)
    // The new request goes first: if it is identical, the client continues with the same response.
    previous?.abort()
    // Callers that don't await the promise learn of a failure from `error` and `onError`.
    response.catch(() => {})
    return response
  }

  /** Follows the running response for an issue; returns null if there is none, or if this session already has one. */
  readonly attach = async (url: string, issueId: string): Promise<AIResponse<R> | null> => {
    if (this.#run !== null && !this.#run.isOver) return null
    const run = this.#begin()
    const { client } = this.#settings
    const response = this.#report(
      run.join((options) => client.attach(url, issueId, options), (text) => this.#tell('onChunk', {}, text)),
      {},
    )
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
    this.#show(snapshotOf<R>(idle(), ''))
  }

  #begin(): StreamRun<R> {
    const run: StreamRun<R> = new StreamRun<R>(
      (show) => this.#present(show),
      () => this.#publish(run),
    )
    this.#run = run
    return run
  }

  async #report<T extends AIResponse<R> | null>(reading: Promise<T>, callbacks: StreamCallbacks<R>): Promise<T> {
    try {
      const response = await reading
      if (response) this.#tell('onComplete', callbacks, response.text, response)
      return response
    } catch (failure) {
      const error = failure as AIStreamError
      if (error.code !== 'cancelled') this.#tell('onError', callbacks, error)
      throw error
    }
  }

  #tell<K extends keyof StreamCallbacks<R>>(name: K, callbacks: StreamCallbacks<R>, ...values: Parameters<NonNullable<StreamCallbacks<R>[K]>>): void {
    for (const callbacksOf of [...this.#holders]) report(callbacksOf()[name] as Callback | undefined, values)
    report(callbacks[name] as Callback | undefined, values)
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

type Callback = (...values: unknown[]) => void

function prefersReducedMotion(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** Rethrows a caller's exception outside of the stream, which continues. */
function report(callback: Callback | undefined, values: unknown[]): void {
  try {
    callback?.(...values)
  } catch (fault) {
    queueMicrotask(() => {
      throw fault
    })
  }
}
