import { AnswerText } from './answer-text'
import { BreakdownActions } from './breakdown-actions'
import { BreakdownView } from './breakdown-view'
import type { CardPartProps } from './card-parts'
import { EstimateView, withoutNumbers } from './estimate-view'
import { asBreakdown, asEstimate, type ShownBreakdown, type ShownEstimate } from './results'

/** A view of typed results; it returns null for results that it can't show. */
type ResultView = (props: CardPartProps) => React.ReactNode

// The first view that can show a result is used. A new action with its own result type adds a view here.
const views: readonly ResultView[] = [
  (props) => shown(asEstimate(props.result), (estimate) => <EstimateAnswer {...props} estimate={estimate} />),
  (props) => shown(asBreakdown(props.result), (breakdown) => <BreakdownAnswer {...props} breakdown={breakdown} />),
]

/** The view of the card's typed result; null if there is none, and the text is shown instead. */
export function resultView(props: CardPartProps): React.ReactNode {
  for (const view of views) {
    const node = view(props)
    if (node !== null) return node
  }
  return null
}

function shown<T>(result: T | null, show: (result: T) => React.ReactNode): React.ReactNode {
  return result === null ? null : show(result)
}

function EstimateAnswer(props: CardPartProps & { estimate: ShownEstimate }) {
  const { estimate, content, words, locale } = props
  return (
    <>
      <EstimateView estimate={estimate} text={content} texts={words} locale={locale} />
      <AnswerText {...props} content={withoutNumbers(content, estimate)} />
    </>
  )
}

function BreakdownAnswer(props: CardPartProps & { breakdown: ShownBreakdown }) {
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
