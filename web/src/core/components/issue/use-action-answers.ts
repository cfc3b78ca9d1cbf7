import type { AIResponse } from '../../hooks/ai-response'
import { useIssueAnswer, type IssueAnswerOptions, type RequestHook, type UseIssueAnswerResult } from '../../hooks/use-issue-answer'
import { issueActions, type IssueAction } from '../../i18n/index'

/** `onRefine`, `onEstimate` and so on, one per action. */
export type RequestHooks = { [A in IssueAction as `on${Capitalize<A>}`]?: RequestHook | undefined }

/** Reports the end of a response, which is null if it was stopped or failed. */
export type EndHandler = (action: IssueAction, response: AIResponse | null) => void

interface ActionAnswersOptions extends Omit<IssueAnswerOptions, 'action' | 'adapt' | 'onEnd'> {
  hooks: RequestHooks
  onEnd: EndHandler | undefined
}

/** The responses to all actions on an issue. */
export function useActionAnswers({ hooks, onEnd, ...shared }: ActionAnswersOptions): Record<IssueAction, UseIssueAnswerResult> {
  const answers = issueActions.map((action) => {
    // The list never changes, so each render calls the hooks in the same order.
    // eslint-disable-next-line react-hooks/rules-of-hooks
    const answer = useIssueAnswer({ ...shared, action, adapt: hooks[hookName(action)], onEnd: (response) => onEnd?.(action, response) })
    return [action, answer] as const
  })
  return Object.fromEntries(answers) as Record<IssueAction, UseIssueAnswerResult>
}

function hookName(action: IssueAction): keyof RequestHooks {
  return `on${action.charAt(0).toUpperCase()}${action.slice(1)}` as keyof RequestHooks
}
