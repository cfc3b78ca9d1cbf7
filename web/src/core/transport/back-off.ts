const FIRST_MS = 500
const LONGEST_MS = 10_000

/** The delay before each reconnect: it grows with each attempt, and differs between the clients of a service after an outage. */
export class BackOff {
  #attempts = 0
  #step = 0
  #firstMs = FIRST_MS

  constructor(private readonly maxAttempts: number) {}

  get exhausted(): boolean {
    return this.#attempts >= this.maxAttempts
  }

  /** Takes the delay that the service proposes in a `retry:` field, in milliseconds. */
  propose(retryMs: number): void {
    this.#firstMs = retryMs
  }

  /**
   * Begins the next attempt.
   * @param counts Whether it counts towards `maxAttempts`.
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
