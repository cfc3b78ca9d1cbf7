/** The user's work on a response: typed, chosen, created or applied values. They outlive the components that show them. */
export class KeptValues {
  readonly #values = new Map<string, unknown>()
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The value of a name; undefined until one is set. */
  get(name: string): unknown {
    return this.#values.get(name)
  }

  set(name: string, value: unknown): void {
    this.#values.set(name, value)
    for (const listener of this.#listeners) listener()
  }
}
