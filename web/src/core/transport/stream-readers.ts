import type { GenerateRequest } from './requests'

interface Readers {
  count: number
  cancelling: Promise<void>
}

/**
 * The current readers of each response. Identical requests share one response, and cancelling it ends it for all of them.
 * So only the last reader cancels it, and a repeated request waits until the cancelled response has ended.
 */
export class StreamReaders {
  readonly #requests = new Map<string, Readers>()

  enter(url: string, payload: GenerateRequest): StreamReader {
    // A new version is never shared.
    if (payload.regenerate) return { ready: Promise.resolve(), others: () => false, cancelling: () => {}, leave: () => {} }

    const key = JSON.stringify([url, payload])
    const readers = this.#requests.get(key) ?? { count: 0, cancelling: Promise.resolve() }
    this.#requests.set(key, readers)
    readers.count++

    const forget = (): void => {
      if (readers.count === 0) this.#requests.delete(key)
    }
    return {
      ready: readers.cancelling,
      others: () => readers.count > 1,
      cancelling: (settled) => {
        readers.cancelling = settled
      },
      leave: () => {
        readers.count--
        void readers.cancelling.then(forget)
      },
    }
  }
}

export interface StreamReader {
  /** Resolves when no earlier response to this request is being cancelled. */
  ready: Promise<void>
  /** Whether another reader reads the same response. */
  others(): boolean
  /** Marks the response as being cancelled until `settled`. */
  cancelling(settled: Promise<void>): void
  leave(): void
}
