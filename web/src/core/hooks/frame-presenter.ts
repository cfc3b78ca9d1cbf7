import { onNextFrame } from './next-frame'
import type { ShowText, TextPresenter } from './text-presenter'

/** Shows text as it arrives, at most once per drawn frame. */
export class FramePresenter implements TextPresenter {
  #text = ''
  #callOff: (() => void) | null = null

  constructor(private readonly show: ShowText) {}

  update(text: string): void {
    this.#text = text
    this.#callOff ??= onNextFrame(() => this.flush())
  }

  finish(): Promise<void> {
    this.flush()
    return Promise.resolve()
  }

  flush(): void {
    if (this.#callOff === null) return
    this.stop()
    this.show(this.#text)
  }

  stop(): void {
    this.#callOff?.()
    this.#callOff = null
  }
}
