'use client'

import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { GenerateRequest, Issue } from '../transport/requests'
import type { Rating } from '../transport/stored-response'
import { useAIClient } from './ai-client-context'
import type { AIResponse } from './ai-response'
import type { AnswerRequest, Wish } from './answer-request'
import type { IssueAnswerSnapshot } from './issue-answer'
import { issueAnswers } from './issue-answers'
import { useLatest } from './use-latest'

/** Changes the request for a response before it is sent; a function without a result leaves it unchanged. */
export type RequestHook = (url: string, payload: GenerateRequest) => AnswerRequest | void

/** Reports a response's end; the response is null if it was stopped or failed. */
export type AnswerEndHandler = (response: AIResponse | null) => void

export interface IssueAnswerOptions {
  issueId: string
  /** `refine`, `estimate` or `breakdown`. */
  action: string
  /** The current issue: each request contains it, and responses to an earlier state are marked. */
  issue?: Issue | undefined
  /** The response's language, BCP 47. Default: the issue's language. */
  language?: string | undefined
  adapt?: RequestHook | undefined
  onEnd?: AnswerEndHandler | undefined
  /** Whether a response continues without a viewer, and is found again, also after a reload. Default `false`. */
  keepAlive?: boolean | undefined
}

export interface UseIssueAnswerResult extends IssueAnswerSnapshot {
  /** Shows the newest version, or the running response; requests one if there is none. */
  open(this: void): void
  /** Sends a request in any case: for a new version, with or without instructions. */
  ask(this: void, wish?: Wish): void
  /** Sends the last request again, with the current issue. */
  retry(this: void): void
  stop(this: void): void
  /** Shows the version at this position; 0 is the oldest. */
  select(this: void, index: number): void
  /** Rates the shown version. It rejects if the rating can't be saved. */
  rate(this: void, rating: Rating): Promise<void>
  /** The request in its current form. */
  request(this: void): AnswerRequest
}

/** An action's response for an issue, with all its versions. Components with the same issue and action share it. */
export function useIssueAnswer(options: IssueAnswerOptions): UseIssueAnswerResult {
  const { issueId, action, issue, language, keepAlive = false } = options
  const answer = issueAnswers(useAIClient()).of(issueId, action)
  const latest = useLatest(options)

  useEffect(() => answer.session.hold(() => latest.current.keepAlive ?? false), [answer, latest])
  const request = useCallback((): AnswerRequest => requestOf(latest.current), [latest])
  useEffect(() => {
    if (keepAlive) void answer.attach(requestOf(latest.current).url, (response) => latest.current.onEnd?.(response))
  }, [answer, keepAlive, latest])
  useEffect(() => {
    if (issue) answer.compare({ issueId, ...issue, ...(language !== undefined && { language }) })
  })

  const functions = useMemo(() => {
    const ask = (wish: Wish = {}): void => {
      void answer.ask(requestOf(latest.current, wish), (response) => latest.current.onEnd?.(response), wish)
      answer.look()
    }
    return {
      open: () => void answer.open(request(), (response) => latest.current.onEnd?.(response)),
      ask,
      retry: () => ask(answer.lastWish),
      stop: answer.stop,
      select: answer.select,
      rate: answer.rate,
      request,
    }
  }, [answer, latest, request])
  const snapshot = useSyncExternalStore(answer.subscribe, answer.getSnapshot, answer.getSnapshot)
  return { ...snapshot, ...functions }
}

function requestOf({ issueId, action, issue, language, adapt }: IssueAnswerOptions, wish: Wish = {}): AnswerRequest {
  const url = `/api/ai/${action}`
  const payload: GenerateRequest = { issueId, ...issue, ...(language !== undefined && { language }), ...wish }
  return (adapt?.(url, payload) as AnswerRequest | undefined) ?? { url, payload }
}
