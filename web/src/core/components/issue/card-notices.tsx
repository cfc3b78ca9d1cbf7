import { reasonOf } from './card-announcement'
import { Button } from './button'
import type { CardPartProps } from './card-parts'
import { Icon } from './icon'
import { RetryNote } from './retry-note'
import { useIsTaken } from './taking-over'

/** Notices before the text: it failed, was cut off, or is older than the issue. */
export function CardNotices(props: CardPartProps & { isTruncated: boolean }) {
  const { isBusy, isTruncated, isStale, onRegenerate, takesWish, heir, kept, answerKey, words } = props
  // If the issue now has the text of this response, the issue has changed, but the response isn't outdated.
  const isTaken = useIsTaken(kept, answerKey)
  if (isBusy) return null
  return (
    <>
      <Failure {...props} />
      {isTruncated && (
        <div className="iai-notice">
          <Icon name="warning" />
          <p>{words.truncated}</p>
          {onRegenerate && (
            <Button icon="again" heir={heir} onClick={() => (takesWish ? onRegenerate(words.shorterWish) : onRegenerate())}>
              {takesWish ? words.writeShorter : words.regenerate}
            </Button>
          )}
        </div>
      )}
      {isStale && !isTaken && (
        <div className="iai-notice">
          <Icon name="warning" />
          <p>{words.stale}</p>
          {onRegenerate && (
            <Button icon="again" heir={heir} onClick={() => onRegenerate()}>
              {words.updateAnswer}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

function Failure({ status, error, onRetry, heir, words, locale }: CardPartProps) {
  if (status !== 'failed' || !error) return null
  const canRetry = onRetry !== undefined && error.retryable
  const seconds = error.retryAfterSeconds ?? 0
  return (
    <div className="iai-error iai-failure">
      <p>
        {reasonOf(error, words)} {error.retryable && <RetryNote key={`${error.message} ${seconds}`} seconds={seconds} texts={words} locale={locale} />}
      </p>
      {canRetry && (
        <Button className="iai-retry-button" icon="again" heir={heir} onClick={onRetry}>
          {words.retry}
        </Button>
      )}
    </div>
  )
}
