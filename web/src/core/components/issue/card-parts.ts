import type { KeptValues } from '../../hooks/kept-values'
import type { AIStreamStatus } from '../../hooks/stream-state'
import type { Texts } from '../../i18n/texts'
import type { AIResponseCardProps } from './card-props'

/** What the parts of a card are given: its props, and what follows from them. */
export interface CardPartProps extends AIResponseCardProps {
  status: AIStreamStatus
  isBusy: boolean
  words: Texts
  /** What the reader did with the answer's versions. */
  kept: KeptValues
  /** Tells the versions apart. */
  answerKey: string
  locale: string
  /** Where the focus goes when the button that had it is gone. */
  heir: () => HTMLElement | null
}
