import { AnswerText } from './answer-text'
import { BreakdownView } from './breakdown-view'
import type { CardPartProps } from './card-parts'
import { partialBreakdown } from './partial-subtasks'
import type { ComparisonBase } from './response-card'
import { resultView } from './result-views'
import { VersionDiff } from './version-diff'

/** The response itself: its text, its changes, or its result. */
export function CardBody(props: CardPartProps & { base: ComparisonBase | undefined }) {
  const { content, base, status, isBusy, words } = props
  return (
    <div className="iai-card-body">
      {base ? <Changes {...props} base={base} /> : (resultView(props) ?? <GrowingText {...props} />)}
      {isBusy && content === '' && status !== 'reconnecting' && <p className="iai-note iai-waiting">{words.connecting}</p>}
      {status === 'reconnecting' && <p className="iai-note iai-waiting">{words.reconnecting}</p>}
    </div>
  )
}

function Changes({ content, base, imageOrigins, language, locale, texts, slots }: CardPartProps & { base: ComparisonBase }) {
  const Diff = slots?.diff ?? VersionDiff
  return <Diff before={base.text} after={content} imageOrigins={imageOrigins} language={language} locale={locale} texts={texts} />
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
