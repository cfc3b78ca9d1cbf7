import { useId, useState } from 'react'
import { textsFor, type Texts } from '../../i18n/index.js'
import type { AIStreamStatus } from '../../hooks/index.js'
import type { AIStreamError, Confidence, Rating, ResponseMetadata } from '../../transport/index.js'
import { AnswerMetadata } from './answer-metadata.js'
import { BreakdownView } from './breakdown-view.js'
import { ConfidenceBadge } from './confidence-badge.js'
import { CopyButton } from './copy-button.js'
import { EstimateView } from './estimate-view.js'
import { Icon } from './icon.js'
import { RatingButtons } from './rating-buttons.js'
import { RetryNote } from './retry-note.js'
import { asBreakdown, asEstimate } from './results.js'
import { SafeMarkdown } from './safe-markdown.js'
import { VersionDiff } from './version-diff.js'
import { VersionSwitcher, type CardVersions } from './version-switcher.js'

export interface AIResponseCardProps {
  title: string
  /** Markdown. Nothing in it is trusted: HTML is shown as text, and no image is loaded that `imageOrigins` doesn't allow. */
  content: string
  /** A number from 0 to 100, or what the service sent; null or left out where there is none. */
  confidence?: number | Confidence | null | undefined
  /** Asks for a new version, with a wish for it where one was typed. Without this there is no such button. */
  onRegenerate?: ((instructions?: string) => void) | undefined
  /** Whether a new version is being written. Default: what `status` says. */
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
  /** Why the answer failed. */
  error?: AIStreamError | null | undefined
  metadata?: ResponseMetadata | null | undefined
  /** The answer as typed JSON: an estimate is shown as points, a breakdown as a checklist. Anything else is left to `children`. */
  result?: unknown
  /** Origins whose images are loaded, such as `https://images.example`. Default: none. */
  imageOrigins?: readonly string[] | undefined
  /** BCP 47: `en` or `vi`. Default `en`. */
  locale?: string | undefined
  /** Further buttons, beside the card's own. */
  children?: React.ReactNode
}

/** An answer, from its first word to its rating. */
export function AIResponseCard(props: AIResponseCardProps) {
  const { title, content, confidence, error, metadata, versions, imageOrigins = noOrigins, locale = 'en' } = props
  const texts = textsFor(locale)
  const titleId = useId()
  const [showsChanges, setShowsChanges] = useState(false)

  const status = props.status ?? (props.isRegenerating ? 'streaming' : 'completed')
  const isBusy = props.isRegenerating ?? isRunning(status)
  const previousText = !isBusy && showsChanges ? versions?.previousText : null
  const estimate = asEstimate(props.result)
  const breakdown = asBreakdown(props.result)
  const text = content !== '' && (
    <SafeMarkdown texts={texts} isStreaming={isBusy} imageOrigins={imageOrigins}>
      {content}
    </SafeMarkdown>
  )

  return (
    <article className="iai-card" aria-labelledby={titleId} aria-busy={isBusy} lang={locale}>
      <header className="iai-card-head">
        <h3 id={titleId}>{title}</h3>
        {!isBusy && <Outcome status={status} confidence={confidence} texts={texts} locale={locale} />}
        {!isBusy && versions && versions.count > 1 && (
          <VersionSwitcher versions={versions} showsChanges={showsChanges} onShowChanges={setShowsChanges} texts={texts} />
        )}
      </header>

      <div className="iai-card-body">
        {estimate && <EstimateView estimate={estimate} text={content} texts={texts} locale={locale} />}
        {breakdown && <BreakdownView key={content} breakdown={breakdown} texts={texts} />}
        {typeof previousText === 'string' ? (
          <VersionDiff before={previousText} after={content} texts={texts} />
        ) : breakdown ? (
          <details className="iai-details">
            <summary>{texts.wholeText}</summary>
            {text}
          </details>
        ) : (
          text
        )}
        {isBusy && content === '' && status !== 'reconnecting' && <p className="iai-note iai-waiting">{texts.connecting}</p>}
        {status === 'reconnecting' && <p className="iai-note iai-waiting">{texts.reconnecting}</p>}
        {error && status === 'failed' && <p className="iai-error">{texts.errors[error.code] ?? error.message}</p>}
      </div>

      <CardActions {...props} isBusy={isBusy} status={status} texts={texts} locale={locale} />
      {metadata && !isBusy && <AnswerMetadata metadata={metadata} texts={texts} locale={locale} />}
      <Announcement title={title} status={isBusy && !isRunning(status) ? 'streaming' : status} texts={texts} />
    </article>
  )
}

const noOrigins: readonly string[] = []

function isRunning(status: AIStreamStatus): boolean {
  return status === 'connecting' || status === 'streaming' || status === 'reconnecting'
}

function Outcome({ status, confidence, texts, locale }: Pick<AIResponseCardProps, 'confidence'> & { status: AIStreamStatus; texts: Texts; locale: string }) {
  if (status === 'cancelled') return <span className="iai-tag">{texts.stopped}</span>
  if (status === 'failed') return <span className="iai-tag">{texts.incomplete}</span>
  return status === 'completed' ? <ConfidenceBadge confidence={confidence} texts={texts} locale={locale} /> : null
}

interface CardActionsProps extends AIResponseCardProps {
  isBusy: boolean
  status: AIStreamStatus
  texts: Texts
  locale: string
}

function CardActions({ content, onRegenerate, onStop, onRetry, onRate, rating, error, children, isBusy, status, texts, locale }: CardActionsProps) {
  const [wish, setWish] = useState('')
  const wishId = useId()
  const canRetry = status === 'failed' && onRetry !== undefined && error?.retryable !== false

  function regenerate() {
    onRegenerate?.(wish.trim() || undefined)
    setWish('')
  }

  return (
    <footer className="iai-card-foot">
      {onRegenerate && !isBusy && !canRetry && (
        <div className="iai-wish">
          <label className="iai-hidden" htmlFor={wishId}>
            {texts.instructions}
          </label>
          <input
            id={wishId}
            value={wish}
            maxLength={2000}
            placeholder={texts.instructionsHint}
            onChange={(event) => setWish(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && regenerate()}
          />
        </div>
      )}
      <div className="iai-actions">
        {/* One button by turns, so that the keyboard's focus stays where it is. The second click of a double click isn't for the other. */}
        {isBusy && onStop ? (
          <button key="main" type="button" className="iai-button" onClick={(event) => event.detail <= 1 && onStop()}>
            <Icon name="stop" />
            {texts.stop}
          </button>
        ) : canRetry ? (
          <button key="main" type="button" className="iai-button" onClick={onRetry}>
            <Icon name="again" />
            {texts.retry}
          </button>
        ) : onRegenerate ? (
          <button key="main" type="button" className="iai-button" disabled={isBusy} onClick={(event) => event.detail <= 1 && regenerate()}>
            <Icon name="again" />
            {texts.regenerate}
          </button>
        ) : null}
        {canRetry && error?.retryAfterSeconds !== undefined && <RetryNote seconds={error.retryAfterSeconds} texts={texts} locale={locale} />}
        {!isBusy && children}
        <span className="iai-space" />
        {!isBusy && onRate && status === 'completed' && <RatingButtons rating={rating ?? null} onRate={onRate} texts={texts} />}
        <CopyButton text={content} texts={texts} />
      </div>
    </footer>
  )
}

/** Tells a screen reader of the beginning and the end, and of nothing between. */
function Announcement({ title, status, texts }: { title: string; status: AIStreamStatus; texts: Texts }) {
  // A card that was complete from the start has nothing to announce.
  const [hasRun, setHasRun] = useState(isRunning(status))
  if (isRunning(status) && !hasRun) setHasRun(true)

  return (
    <p className="iai-hidden" role="status">
      {hasRun && announcementOf(status, title, texts)}
    </p>
  )
}

function announcementOf(status: AIStreamStatus, title: string, texts: Texts): string {
  switch (status) {
    case 'completed':
      return texts.ended(title)
    case 'cancelled':
      return texts.hasStopped(title)
    case 'failed':
      return texts.failed(title)
    case 'idle':
      return ''
    default:
      return texts.began(title)
  }
}
