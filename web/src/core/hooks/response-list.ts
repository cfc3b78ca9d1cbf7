import type { AIClient } from '../transport/ai-client'
import type { AIStreamError } from '../transport/ai-stream-error'
import type { ResponsePage, StoredResponse } from '../transport/stored-response'

export interface ResponseListSnapshot {
  /** The responses with their texts, newest first. */
  items: StoredResponse[]
  isLoading: boolean
  /** The last load's failure; null after a success. */
  error: AIStreamError | null
  /** Loads older responses; null if there are none. */
  continuation: string | null
}

/** An issue's responses, loaded page by page. All components that use them share one list. */
export class ResponseList {
  #snapshot: ResponseListSnapshot = { items: [], isLoading: true, error: null, continuation: null }
  #loading: AbortController | null = null
  #asked: Promise<void> | null = null
  #keepsOlder = true
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

  /** Whether a component uses the list. */
  get isHeld(): boolean {
    return this.#holders > 0
  }

  /** Stops loading when the last holder releases the list. */
  hold(): () => void {
    this.#holders++
    return () => {
      if (--this.#holders === 0) this.#stop()
    }
  }

  /** Loads the newest responses again and forgets the older ones, of which some may be erased. */
  readonly refresh = (): Promise<void> => {
    this.#keepsOlder = false
    return this.update()
  }

  /** Loads the newest responses again and keeps the older ones. Calls in the same microtask share one load. */
  readonly update = (): Promise<void> =>
    (this.#asked ??= Promise.resolve().then(() => {
      const keepsOlder = this.#keepsOlder
      this.#asked = null
      this.#keepsOlder = true
      return this.#load(undefined, keepsOlder)
    }))

  /** Loads the newest responses, unless they are already loaded. */
  readonly load = (): Promise<void> => (this.#isLoaded ? Promise.resolve() : this.update())

  readonly loadMore = async (): Promise<void> => {
    const { continuation } = this.#snapshot
    if (this.#loading === null && continuation !== null) await this.#load(continuation)
  }

  #stop(): void {
    this.#loading?.abort()
    this.#loading = null
  }

  async #load(continuation?: string, keepsOlder = true): Promise<void> {
    this.#stop()
    const loading = new AbortController()
    this.#loading = loading
    this.#show({ isLoading: true, error: null })
    const change = await this.#loadPage(continuation, keepsOlder, loading.signal)
    // A later load is in progress, or no component uses the list.
    if (this.#loading !== loading) return
    this.#loading = null
    this.#isLoaded ||= change.error === undefined
    this.#show({ ...change, isLoading: false })
  }

  async #loadPage(continuation: string | undefined, keepsOlder: boolean, signal: AbortSignal): Promise<Partial<ResponseListSnapshot>> {
    try {
      const page = await this.client.listResponses(this.issueId, { action: this.action, continuation, includeText: true, signal })
      if (continuation === undefined) return keepsOlder ? withOlder(page, this.#snapshot) : page
      return { items: [...this.#snapshot.items, ...page.items], continuation: page.continuation }
    } catch (failure) {
      return { error: failure as AIStreamError }
    }
  }

  #show(change: Partial<ResponseListSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const listener of this.#listeners) listener()
  }
}

/** The newest responses, followed by the older ones that are already loaded. */
function withOlder(page: ResponsePage, known: ResponsePage): ResponsePage {
  const last = page.items.at(-1)?.responseId
  const place = page.continuation === null ? -1 : known.items.findIndex(({ responseId }) => responseId === last)
  // Without a common response, there may be unknown ones in between.
  const older = place < 0 ? [] : known.items.slice(place + 1)
  // The first page would never tell that an older one has ended.
  if (older.length === 0 || older.some(({ state }) => state === 'running')) return page
  return { items: [...page.items, ...older], continuation: known.continuation }
}
