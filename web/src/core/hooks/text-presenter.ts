/** Brings text before the reader's eyes, at the pace that suits them rather than the network. */
export interface TextPresenter {
  /** Takes the whole text so far; shorter than before if some of it was retracted. */
  update(text: string): void
  /** Resolves when all of the text is shown. */
  finish(): Promise<void>
  /** Shows all of the text now. */
  flush(): void
  /** Shows nothing any more. */
  stop(): void
}

export type ShowText = (text: string) => void
