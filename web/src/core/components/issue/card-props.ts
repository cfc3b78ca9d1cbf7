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

/** Components that replace the card's parts; each gets the props of the part that it replaces. */
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
  /** Markdown, which isn't trusted: HTML is shown as text, and images are loaded only from `imageOrigins`. */
  content: string
  /** A number from 0 to 100, or the service's value; null or omitted if there is none. */
  confidence?: number | Confidence | null | undefined
  /** Requests a new version; with `takesWish` it receives the typed instructions. Left out: no such button. */
  onRegenerate?: ((instructions?: string) => void) | undefined
  /** Whether there is a field for instructions, which `onRegenerate` receives. Default `false`. */
  takesWish?: boolean | undefined
  /** Whether a new version is running. Default: from `status`. */
  isRegenerating?: boolean | undefined
  /** The status of `useAIStream`. Default: `streaming` while `isRegenerating`, otherwise `completed`. */
  status?: AIStreamStatus | undefined
  /** Stops the running response. */
  onStop?: (() => void) | undefined
  /** Sends the request again after a failure. */
  onRetry?: (() => void) | undefined
  /** Saves a rating; if the promise rejects, the card says that the rating wasn't saved. */
  onRate?: ((rating: Rating) => void | Promise<void>) | undefined
  rating?: Rating | null | undefined
  /** The versions and the shown one; displayed if there are two or more. */
  versions?: CardVersions | undefined
  /** The issue's own text: the first version is compared with it, and parts of a refinement are inserted into it. */
  issueText?: string | null | undefined
  /** Whether the issue has changed since the response. */
  isStale?: boolean | undefined
  /** The reason of the failure. */
  error?: AIStreamError | null | undefined
  metadata?: ResponseMetadata | null | undefined
  /** The response as typed JSON: an estimate is shown as points, a breakdown as subtasks. `children` can show other results. */
  result?: unknown
  /** Whether the text is a breakdown; its subtasks are then shown during the stream. */
  isBreakdown?: boolean | undefined
  /** Called when the user uses the response or reverts that, with the amount of change. */
  onAccept?: AcceptHandler | undefined
  /** Origins whose images are loaded, such as `https://images.example`. Default: none. */
  imageOrigins?: readonly string[] | undefined
  /** The response's language, BCP 47. Default: unknown. */
  language?: string | undefined
  /** The card's language, BCP 47: `en` or `vi`. Default `en`. */
  locale?: string | undefined
  /** Replacements for some of the card's texts. Create the object once, outside of components. */
  texts?: OwnTexts | undefined
  className?: string | undefined
  slots?: CardSlots | undefined
  /** Further buttons, next to the card's own. */
  children?: React.ReactNode
}
