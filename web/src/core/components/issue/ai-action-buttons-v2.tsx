import { useId, useState } from 'react'
import { textsFor, type IssueAction } from '../../i18n/index.js'
import { useLazyResponseHistory } from '../../hooks/use-response-history.js'
import type { RefineResult } from '../../transport/index.js'
import { AIResponseCard } from './ai-response-card.js'
import { asRefinement } from './results.js'
import { useIssueAnswer, type EndHandler, type RequestHook } from './use-issue-answer.js'

export interface AIActionButtonsV2Props {
  issueId: string
  /** Changes a request before it is sent: adds the issue's text, say, or another address. The same goes for the other two. */
  onRefine?: RequestHook | undefined
  onEstimate?: RequestHook | undefined
  onBreakdown?: RequestHook | undefined
  /** The answers' language, BCP 47. Default: the issue's own. */
  language?: string | undefined
  /** The buttons' language: `en` or `vi`. Default `en`. */
  locale?: string | undefined
  /** Origins whose images answers may show. Default: none. */
  imageOrigins?: readonly string[] | undefined
  /** Takes a refinement over into the issue. Without this there is no such button. */
  onUseText?: ((text: string, refinement: RefineResult | null) => void) | undefined
  onEnd?: EndHandler | undefined
}

/** Buttons that ask for help with an issue, and the answer below them. */
export function AIActionButtonsV2(props: AIActionButtonsV2Props) {
  // Another issue begins anew.
  return <ActionButtons key={props.issueId} {...props} />
}

const actions: readonly IssueAction[] = ['refine', 'estimate', 'breakdown']

function ActionButtons(props: AIActionButtonsV2Props) {
  const { issueId, language, locale = 'en', imageOrigins, onEnd, onUseText } = props
  const texts = textsFor(locale)
  const cardId = useId()
  const [active, setActive] = useState<IssueAction | null>(null)

  // A page may hold many of these, and most are never pressed: nothing is asked of the service before one is.
  const shared = { issueId, history: useLazyResponseHistory(issueId), language, onEnd }
  const answers = {
    refine: useIssueAnswer({ ...shared, action: 'refine', adapt: props.onRefine }),
    estimate: useIssueAnswer({ ...shared, action: 'estimate', adapt: props.onEstimate }),
    breakdown: useIssueAnswer({ ...shared, action: 'breakdown', adapt: props.onBreakdown }),
  }

  function choose(action: IssueAction) {
    setActive(action)

    // One that is being written is only looked at.
    if (!answers[action].isBusy) answers[action].ask()
  }

  const answer = active && answers[active]
  return (
    <section className="iai-root" aria-label={texts.actionsOf} lang={locale}>
      <div className="iai-action-buttons">
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            className="iai-button iai-button-main"
            data-active={action === active || undefined}
            data-busy={answers[action].isBusy || undefined}
            aria-controls={cardId}
            onClick={() => choose(action)}
          >
            {texts.actions[action]}
          </button>
        ))}
      </div>
      <div id={cardId}>
        {active && answer && (
          <AIResponseCard
            key={active}
            title={texts.answers[active]}
            content={answer.shown.text}
            confidence={answer.shown.confidence}
            metadata={answer.shown.metadata}
            result={answer.shown.result}
            error={answer.shown.error}
            rating={answer.shown.rating}
            status={answer.shown.status}
            isRegenerating={answer.isBusy}
            versions={answer.versions}
            onRegenerate={(instructions) => answer.ask({ regenerate: true, ...(instructions && { instructions }) })}
            onStop={answer.stop}
            onRetry={() => answer.ask()}
            onRate={answer.rate}
            imageOrigins={imageOrigins}
            locale={locale}
          >
            {active === 'refine' && onUseText && answer.shown.status === 'completed' && (
              <button type="button" className="iai-button" onClick={() => onUseText(answer.shown.text, asRefinement(answer.shown.result))}>
                {texts.useText}
              </button>
            )}
          </AIResponseCard>
        )}
      </div>
    </section>
  )
}
