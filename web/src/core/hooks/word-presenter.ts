import type { ShowText, TextPresenter } from './text-presenter'

// Text that arrives faster than it is shown is caught up in about this many steps.
const CATCH_UP_STEPS = 20

/** Shows text word by word; faster if much text is waiting. A hidden page shows it all at once. */
export class WordPresenter implements TextPresenter {
  #text = ''
  #shown = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #finishing: { words: number; done: () => void } | null = null

  constructor(
    private readonly wordDelayMs: number,
    private readonly show: ShowText,
  ) {}

  update(text: string): void {
    this.#text = text
    if (this.#shown > text.length) this.#reveal(text.length)
    this.#timer ??= setTimeout(() => this.#step(), 0)
  }

  finish(): Promise<void> {
    return new Promise((resolve) => {
      this.#finishing = { words: this.#catchUpWords(), done: resolve }
      this.#settle()
    })
  }

  flush(): void {
    this.stop()
    if (this.#shown !== this.#text.length) this.#reveal(this.#text.length)
    this.#settle()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #step(): void {
    if (document.visibilityState === 'hidden') {
      this.flush()
      return
    }

    this.#reveal(endOfWords(this.#text, this.#shown, this.#finishing?.words ?? this.#catchUpWords()))
    this.#timer = this.#shown === this.#text.length ? undefined : setTimeout(() => this.#step(), this.wordDelayMs)
    this.#settle()
  }

  #catchUpWords(): number {
    return Math.max(1, Math.ceil(countWords(this.#text, this.#shown) / CATCH_UP_STEPS))
  }

  #reveal(length: number): void {
    this.#shown = length
    this.show(this.#text.slice(0, length))
  }

  #settle(): void {
    if (this.#shown === this.#text.length) this.#finishing?.done()
  }
}

const WORD = /\s*\S+\s*/y

function endOfWords(text: string, from: number, words: number): number {
  let end = from
  for (let count = 0; count < words && end < text.length; count++) {
    WORD.lastIndex = end
    const word = WORD.exec(text)
    // Only white space remains.
    if (word === null) return text.length
    end += word[0].length
  }
  return end
}

function countWords(text: string, from: number): number {
  return text.slice(from).match(/\S+/g)?.length ?? 0
}
