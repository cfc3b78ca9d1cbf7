import { reasonOf } from './card-announcement'
import { Button } from './button'
import type { CardPartProps } from './card-parts'
import { Icon } from './icon'
import { RetryNote } from './retry-note'

/** What the reader has to know before the text: that it failed, was cut off, or is older than the issue. */
export function CardNotices(props: CardPartProps & { isTruncated: boolean }) {
  const { isBusy, isTruncated, isStale, onRegenerate, takesWish, heir, words } = props
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
      {isStale && (
        <div className="iai-notice">
          <Icon name="warning" />
          <p>{words.stale}</p>
        </div>
      )}
    </>
  )
}

function Failure({ status, error, onRetry, heir, words, locale }: CardPartProps) {
  if (status !== 'failed' || !error) return null
  const canRetry = onRetry !== undefined && error.retryable
  return (
    <div className="iai-error iai-failure">
      <p>
        {reasonOf(error, words)} {error.retryable && error.retryAfterSeconds !== undefined && <RetryNote key={error.message + error.retryAfterSeconds} seconds={error.retryAfterSeconds} texts={words} locale={locale} />}
      </p>
      {canRetry && (
        <Button className="iai-retry-button" icon="again" heir={heir} onClick={onRetry}>
          {words.retry}
        </Button>
      )}
    </div>
  )
}
