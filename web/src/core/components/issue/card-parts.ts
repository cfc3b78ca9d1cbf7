import type { KeptValues } from '../../hooks/kept-values'
import type { AIStreamStatus } from '../../hooks/stream-state'
import type { Texts } from '../../i18n/texts'
import type { AIResponseCardProps } from './card-props'

/** The input of a card's parts: its props, and values derived from them. */
export interface CardPartProps extends AIResponseCardProps {
  status: AIStreamStatus
  isBusy: boolean
  words: Texts
  /** The user's work on the response's versions. */
  kept: KeptValues
  /** Identifies the version. */
  answerKey: string
  locale: string
  /** The element that gets the focus when the focused button disappears. */
  heir: () => HTMLElement | null
}
