/** Counts the events of a stream. The service numbers them from 1 without a gap. */
export class EventCount {
  #last = 0
  #isNumbered = false

  /** The number of the last accepted event. */
  get last(): number {
    return this.#last
  }

  /** Whether the stream's events have numbers. */
  get isNumbered(): boolean {
    return this.#isNumbered
  }

  /** Adopts the service's count, unless the events have numbers. */
  correct(last: number): void {
    if (!this.#isNumbered) this.#last = last
  }

  /**
   * Accepts an event and returns its number, counted if a proxy dropped the numbers.
   * @param number The event's own number.
   * @param mayJump Whether numbers may be missing before this event.
   * @returns `repeated` for an event that was accepted before, `gap` if an earlier one is missing.
   */
  take(number: number | null, mayJump: boolean): number | 'repeated' | 'gap' {
    if (number !== null) this.#isNumbered = true
    const id = number ?? this.#last + 1
    if (id <= this.#last) return 'repeated'
    if (id > this.#last + 1 && !mayJump) return 'gap'
    this.#last = id
    return id
  }
}
