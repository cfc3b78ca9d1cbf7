import type { AIClient } from '../transport/ai-client'
import type { AIStreamError } from '../transport/ai-stream-error'
import type { StoredResponse } from '../transport/stored-response'

export interface ResponseListSnapshot {
  /** The answers with their texts, newest first. */
  items: StoredResponse[]
  isLoading: boolean
  /** Why the last load failed; null when it didn't. */
  error: AIStreamError | null
  /** Asks for older answers; null when there are none. */
  continuation: string | null
}

/** An issue's answers, loaded page by page. All who look at them share one. */
export class ResponseList {
  #snapshot: ResponseListSnapshot = { items: [], isLoading: true, error: null, continuation: null }
  #loading: AbortController | null = null
  #asked: Promise<void> | null = null
  #isLoaded = false
  #holders = 0
  readonly #listeners = new Set<() => void>()

  constructor(
    private readonly client: AIClient,
    private readonly issueId: string,
    private readonly action: string | undefined,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): ResponseListSnapshot => this.#snapshot

  /** Whether somebody looks at it. */
  get isHeld(): boolean {
    return this.#holders > 0
  }

  /** Stops loading when the last who holds lets go. */
  hold(): () => void {
    this.#holders++
    return () => {
      if (--this.#holders === 0) this.#stop()
    }
  }

  /** Loads the newest answers again. Those who ask within one go are given the same load. */
  readonly refresh = (): Promise<void> =>
    (this.#asked ??= Promise.resolve().then(() => {
      this.#asked = null
      return this.#load()
    }))

  /** Loads the newest answers, where that wasn't done yet. */
  readonly load = (): Promise<void> => (this.#isLoaded ? Promise.resolve() : this.refresh())

  readonly loadMore = async (): Promise<void> => {
    const { continuation } = this.#snapshot
    if (this.#loading === null && continuation !== null) await this.#load(continuation)
  }

  #stop(): void {
    this.#loading?.abort()
    this.#loading = null
  }

  async #load(continuation?: string): Promise<void> {
    this.#stop()
    const loading = new AbortController()
    this.#loading = loading
    this.#show({ isLoading: true, error: null })
    const change = await this.#loadPage(continuation, loading.signal)
    // A later load is on its way, or nobody looks any more.
    if (this.#loading !== loading) return
    this.#loading = null
    this.#isLoaded ||= change.error === undefined
    this.#show({ ...change, isLoading: false })
  }

  async #loadPage(continuation: string | undefined, signal: AbortSignal): Promise<Partial<ResponseListSnapshot>> {
    try {
      const page = await this.client.listResponses(this.issueId, { action: this.action, continuation, includeText: true, signal })
      const items = continuation === undefined ? page.items : [...this.#snapshot.items, ...page.items]
      return { items, continuation: page.continuation }
    } catch (failure) {
      return { error: failure as AIStreamError }
    }
  }

  #show(change: Partial<ResponseListSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const listener of this.#listeners) listener()
  }
}
