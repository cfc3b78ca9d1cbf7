/** Which event of a stream comes next. The service numbers them from 1 without a gap. */
export class EventCount {
  #last = 0
  #isNumbered = false

  /** The number of the last event that was taken. */
  get last(): number {
    return this.#last
  }

  /** Whether the stream's events have numbers of their own. */
  get isNumbered(): boolean {
    return this.#isNumbered
  }

  /** Takes the service's count. Where events have numbers, those are the better ones. */
  correct(last: number): void {
    if (!this.#isNumbered) this.#last = last
  }

  /**
   * Takes an event, and gives its number; counted where something on the way dropped the numbers.
   * @param number The event's own number.
   * @param mayJump Whether numbers may be left out before this event.
   * @returns `repeated` for an event that was taken already, `gap` where one before it is missing.
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
