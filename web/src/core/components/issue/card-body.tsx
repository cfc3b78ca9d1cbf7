import type { ComparisonBase } from './response-card'
import { AnswerMarkdown } from './answer-markdown'
import { BreakdownActions } from './breakdown-actions'
import { BreakdownView } from './breakdown-view'
import type { CardPartProps } from './card-parts'
import { EstimateView, withoutNumbers } from './estimate-view'
import { partialBreakdown } from './partial-subtasks'
import { asBreakdown, asEstimate, type ShownBreakdown } from './results'
import { VersionDiff } from './version-diff'

/** The response itself: its text, its changes, or its result. */
export function CardBody(props: CardPartProps & { base: ComparisonBase | undefined }) {
  const { content, base, result, status, isBusy, words, locale } = props
  const estimate = asEstimate(result)
  const breakdown = asBreakdown(result)
  return (
    <div className="iai-card-body">
      {base ? (
        <Changes {...props} base={base} />
      ) : estimate ? (
        <>
          <EstimateView estimate={estimate} text={content} texts={words} locale={locale} />
          <AnswerText {...props} content={withoutNumbers(content, estimate)} />
        </>
      ) : breakdown ? (
        <Breakdown {...props} breakdown={breakdown} />
      ) : (
        <GrowingText {...props} />
      )}
      {isBusy && content === '' && status !== 'reconnecting' && <p className="iai-note iai-waiting">{words.connecting}</p>}
      {status === 'reconnecting' && <p className="iai-note iai-waiting">{words.reconnecting}</p>}
    </div>
  )
}

function Changes({ content, base, imageOrigins, language, locale, texts, slots }: CardPartProps & { base: ComparisonBase }) {
  const Diff = slots?.diff ?? VersionDiff
  return <Diff before={base.text} after={content} imageOrigins={imageOrigins} language={language} locale={locale} texts={texts} />
}

function AnswerText({ content, isBusy, imageOrigins, language, locale, texts, slots }: CardPartProps) {
  const Text = slots?.markdown ?? AnswerMarkdown
  return content === '' ? null : (
    <Text isStreaming={isBusy} imageOrigins={imageOrigins} language={language} locale={locale} texts={texts}>
      {content}
    </Text>
  )
}

/** Subtasks appear as soon as they are complete in the text. */
function GrowingText(props: CardPartProps) {
  const partial = props.isBreakdown && props.isBusy ? partialBreakdown(props.content) : null
  if (!partial) return <AnswerText {...props} />
  return (
    <>
      <AnswerText {...props} content={partial.introduction} isBusy={false} />
      <BreakdownView breakdown={partial} isGrowing texts={props.words} />
      <p className="iai-note iai-waiting" aria-hidden="true">
        …
      </p>
    </>
  )
}

function Breakdown(props: CardPartProps & { breakdown: ShownBreakdown }) {
  const { breakdown, content, isBusy, status, onCreateSubtasks, onAccept, kept, answerKey, words } = props
  return (
    <>
      {onCreateSubtasks && !isBusy && status === 'completed' ? (
        <BreakdownActions key={answerKey} breakdown={breakdown} onCreate={onCreateSubtasks} onAccept={onAccept} kept={kept} answerKey={answerKey} texts={words} />
      ) : (
        <BreakdownView key={content} breakdown={breakdown} isGrowing={isBusy} texts={words} />
      )}
      {content !== '' && (
        <details className="iai-details">
          <summary>{words.wholeText}</summary>
          <AnswerText {...props} />
        </details>
      )}
    </>
  )
}
