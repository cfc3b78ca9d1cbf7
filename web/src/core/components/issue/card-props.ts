import type { OwnTexts } from '../../i18n/texts'
import type { AIStreamStatus } from '../../hooks/stream-state'
import type { AIStreamError } from '../../transport/ai-stream-error'
import type { Confidence, ResponseMetadata } from '../../transport/frames'
import type { Rating } from '../../transport/stored-response'
import type { AnswerMarkdownProps } from './answer-markdown'
import type { ConfidenceBadgeProps } from './confidence-badge'
import type { AcceptedEstimate } from './estimate-actions'
import type { AcceptedRefinement } from './refine-actions'
import type { CreateSubtasks } from './subtask-outcomes'
import type { AcceptHandler, Undo } from './taking-over'
import type { VersionDiffProps } from './version-diff'
import type { CardVersions, VersionSwitcherProps } from './version-switcher'
import type { WishFieldProps } from './wish-field'

/** Components in place of the card's own parts; each is given the props of the part that it stands for. */
export interface CardSlots {
  badge?: React.ComponentType<ConfidenceBadgeProps> | undefined
  markdown?: React.ComponentType<AnswerMarkdownProps> | undefined
  diff?: React.ComponentType<VersionDiffProps> | undefined
  versions?: React.ComponentType<VersionSwitcherProps> | undefined
  wish?: React.ComponentType<WishFieldProps> | undefined
}

/** The actions on a response. Each handler adds its button. */
export interface UseHandlers {
  /** Applies a refinement to the issue: unchanged, edited or in part. It may return a function that reverts it. */
  onUseRefinement?: ((accepted: AcceptedRefinement) => Undo | void | Promise<Undo | void>) | undefined
  /** Sets the issue's points. It may return a function that reverts it. */
  onUseEstimate?: ((accepted: AcceptedEstimate) => Undo | void | Promise<Undo | void>) | undefined
  /** Creates subtasks, and returns the outcome of each as it comes. */
  onCreateSubtasks?: CreateSubtasks | undefined
}

export interface AIResponseCardProps extends UseHandlers {
  title: string
  /** Markdown. Nothing in it is trusted: HTML is shown as text, and no image is loaded that `imageOrigins` doesn't allow. */
  content: string
  /** A number from 0 to 100, or the service's value; null or left out if there is none. */
  confidence?: number | Confidence | null | undefined
  /** Asks for a new version; with `takesWish`, with the wish for it, where one was typed. Without this there is no such button. */
  onRegenerate?: ((instructions?: string) => void) | undefined
  /** Whether there is a field for a wish, which `onRegenerate` is then given. Default `false`. */
  takesWish?: boolean | undefined
  /** Whether a new version is running. Default: from `status`. */
  isRegenerating?: boolean | undefined
  /** How far the answer is, as `useAIStream` says. Default: `streaming` while `isRegenerating`, otherwise `completed`. */
  status?: AIStreamStatus | undefined
  /** Stops the answer while it is written. */
  onStop?: (() => void) | undefined
  /** Asks again after a failure. */
  onRetry?: (() => void) | undefined
  /** Saves a rating; one that fails is said beside the thumbs. */
  onRate?: ((rating: Rating) => void | Promise<void>) | undefined
  rating?: Rating | null | undefined
  /** The answer's place among its versions; shown where there are two or more. */
  versions?: CardVersions | undefined
  /** The issue's own text, which the first version is compared with, and into which parts of a refinement are put. */
  issueText?: string | null | undefined
  /** Whether the issue has changed since the answer was written. */
  isStale?: boolean | undefined
  /** Why the answer failed. */
  error?: AIStreamError | null | undefined
  metadata?: ResponseMetadata | null | undefined
  /** The answer as typed JSON: an estimate is shown as points, a breakdown as subtasks. Anything else is left to `children`. */
  result?: unknown
  /** Whether the text is a breakdown, whose subtasks are shown while they are written. */
  isBreakdown?: boolean | undefined
  /** Hears whether the answer was accepted, and how much of it was changed before. */
  onAccept?: AcceptHandler | undefined
  /** Origins whose images are loaded, such as `https://images.example`. Default: none. */
  imageOrigins?: readonly string[] | undefined
  /** The answer's language, BCP 47. Default: unknown. */
  language?: string | undefined
  /** The card's language, BCP 47: `en` or `vi`. Default `en`. */
  locale?: string | undefined
  /** Words in place of the card's own. Make the object once, outside of components. */
  texts?: OwnTexts | undefined
  className?: string | undefined
  slots?: CardSlots | undefined
  /** Further buttons, beside the card's own. */
  children?: React.ReactNode
}
