/** Shows text at the reader's pace instead of the network's. */
export interface TextPresenter {
  /** Takes the whole text so far; shorter than before if some of it was retracted. */
  update(text: string): void
  /** Resolves when all of the text is shown. */
  finish(): Promise<void>
  /** Shows all of the text now. */
  flush(): void
  /** Stops showing text. */
  stop(): void
}

export type ShowText = (text: string) => void
