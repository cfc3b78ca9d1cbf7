'use client'

import { useCallback, useEffect, useId } from 'react'
import { useAIClient } from '../../hooks/ai-client-context'
import { issueAnswers } from '../../hooks/issue-answers'
import type { UseIssueAnswerResult } from '../../hooks/use-issue-answer'
import { useShownAction } from '../../hooks/use-shown-action'
import { issueActions, textsFor, type IssueAction, type OwnTexts, type Texts } from '../../i18n/index'
import type { Issue } from '../../transport/requests'
import type { RefineResult } from '../../transport/results'
import type { Feedback } from '../../transport/stored-response'
import { Announcer } from './announcer'
import { Button, classes } from './button'
import type { CardSlots, UseHandlers } from './card-props'
import { ResponseCard } from './response-card'
import { asRefinement } from './results'
import { useActionAnswers, type EndHandler, type RequestHooks } from './use-action-answers'
import { useScrollToAnswer } from './use-scroll-to-answer'
import type { Undo } from './taking-over'

/** `onRefine`, `onEstimate` and `onBreakdown` may change a request before it is sent, such as its address. */
export interface AIActionButtonsV2Props extends UseHandlers, RequestHooks {
  issueId: string
  /**
   * The current issue: it is sent with each request, responses to an earlier text are marked, and the first version is
   * compared with it. Default: the stored issue.
   */
  issue?: Issue | undefined
  /** The responses' language, BCP 47. Default: the issue's own. */
  language?: string | undefined
  /** The buttons' language: `en` or `vi`. Default `en`. */
  locale?: string | undefined
  /** Replacements for some texts. Create the object once, outside of components. */
  texts?: OwnTexts | undefined
  /** Whether a response continues when the component is unmounted or shows another issue, and is shown again later, also after a reload. Default `false`. */
  keepAlive?: boolean | undefined
  /** Origins of images that responses may show. Default: none. */
  imageOrigins?: readonly string[] | undefined
  /** Applies an unchanged refinement to the issue; the simple form of `onUseRefinement`. */
  onUseText?: ((text: string, refinement: RefineResult | null) => Undo | void) | undefined
  onEnd?: EndHandler | undefined
  className?: string | undefined
  /** Components that replace the card's parts. */
  slots?: CardSlots | undefined
}

/** Buttons that request responses for an issue, and the response below them. */
export function AIActionButtonsV2(props: AIActionButtonsV2Props) {
  return (
    <Announcer>
      {/* Another issue starts with fresh state. */}
      <ActionButtons key={props.issueId} {...props} />
    </Announcer>
  )
}

function ActionButtons(props: AIActionButtonsV2Props) {
  const { issueId, issue, language, locale = 'en', keepAlive, onEnd, className } = props
  const texts = textsFor(locale, props.texts)
  const cardId = useId()
  const [shownAction, show] = useShownAction(issueId)
  const active = issueActions.find((action) => action === shownAction) ?? null

  // A page may contain many of these, and most are never pressed: without keepAlive the first press sends the first request.
  const answers = useActionAnswers({ issueId, issue, language, keepAlive, hooks: props, onEnd })
  const root = useScrollToAnswer(active ? `${active} ${answers[active].looks}` : '', active !== null && answers[active].shown.text !== '')

  // A running response is shown, unless another one is already shown.
  const running = issueActions.find((action) => answers[action].isBusy)
  useEffect(() => {
    if (active === null && running) show(running)
  }, [active, running, show])

  function choose(action: IssueAction) {
    show(action)
    answers[action].open()
  }

  return (
    <section ref={root} className={classes('iai-root', className)} aria-label={texts.actionsOf} lang={locale}>
      <div className="iai-action-buttons">
        {issueActions.map((action) => (
          <Button
            key={action}
            className="iai-button-main"
            aria-pressed={action === active}
            data-busy={answers[action].isBusy || undefined}
            aria-controls={cardId}
            onClick={() => choose(action)}
          >
            {texts.actions[action]}
          </Button>
        ))}
      </div>
      <div id={cardId}>{active && <ActionCard key={active} {...props} action={active} answer={answers[active]} words={texts} />}</div>
    </section>
  )
}

interface ActionCardProps extends AIActionButtonsV2Props {
  action: IssueAction
  answer: UseIssueAnswerResult
  words: Texts
}

function ActionCard({ action, answer, words, ...props }: ActionCardProps) {
  const { shown, versions, index, count, isBusy } = answer
  const { issue, language, locale = 'en', onUseText, onUseRefinement } = props
  const client = useAIClient()
  const { responseId, rating } = shown
  const onAccept = useCallback(
    (accepted: boolean, editDistance?: number) => {
      // Without a rating, the user's action on the response counts as one.
      const feedback: Feedback = { rating: rating ?? (accepted ? 'up' : 'down'), accepted, ...(editDistance !== undefined && { editDistance }) }
      // The feedback only feeds the calibration; if it fails, the response was applied all the same.
      if (responseId !== null) void client.sendFeedback(responseId, feedback).catch(() => {})
    },
    [client, responseId, rating],
  )
  const useText = onUseText && ((): Undo | void => onUseText(shown.text, asRefinement(shown.result)))

  return (
    <ResponseCard
      kept={issueAnswers(client).of(props.issueId, action).kept}
      title={words.answers[action]}
      content={shown.text}
      confidence={shown.confidence}
      metadata={shown.metadata}
      result={shown.result}
      isBreakdown={action === 'breakdown'}
      error={shown.error}
      rating={shown.rating}
      status={shown.status}
      isRegenerating={isBusy}
      isStale={answer.isStale && shown.status === 'completed' && index === versions.length - 1}
      versions={{ index, count, onSelect: answer.select, texts: versions.map(({ text }) => text) }}
      issueText={action === 'refine' ? ownText(issue) : null}
      takesWish
      onRegenerate={shown.status === 'failed' && versions.length === 0 ? undefined : (instructions) => answer.ask({ regenerate: true, ...(instructions && { instructions }) })}
      onStop={answer.stop}
      onRetry={answer.retry}
      onRate={responseId === null ? undefined : answer.rate}
      onAccept={onAccept}
      onUseRefinement={action === 'refine' ? (onUseRefinement ?? useText) : undefined}
      onUseEstimate={props.onUseEstimate}
      onCreateSubtasks={props.onCreateSubtasks}
      imageOrigins={props.imageOrigins}
      language={language}
      locale={locale}
      texts={props.texts}
      slots={props.slots}
    />
  )
}

function ownText(issue: Issue | undefined): string | null {
  if (issue?.description === undefined) return null
  return issue.title ? `# ${issue.title}\n\n${issue.description}` : issue.description
}
