const FIRST_MS = 500
const LONGEST_MS = 10_000

/** How long to wait before each attempt to come back: longer each time, and never the same for all clients of a service that went down. */
export class BackOff {
  #attempts = 0
  #step = 0
  #firstMs = FIRST_MS

  constructor(private readonly maxAttempts: number) {}

  get exhausted(): boolean {
    return this.#attempts >= this.maxAttempts
  }

  /** Takes the wait that the service proposes in a `retry:` field, in milliseconds. */
  propose(retryMs: number): void {
    this.#firstMs = retryMs
  }

  /**
   * Begins the next attempt.
   * @param counts Whether it is one of the `maxAttempts`.
   */
  next(counts: boolean): { attempt: number; delayMs: number } {
    if (counts) this.#attempts++
    const full = Math.min(this.#firstMs * 2 ** this.#step++, Math.max(LONGEST_MS, this.#firstMs))
    return { attempt: this.#attempts, delayMs: full * (0.5 + Math.random() / 2) }
  }

  reset(): void {
    this.#attempts = 0
    this.#step = 0
  }
}
