import { useInsertionEffect, useRef, useState } from 'react'
import { useAIClient, useAIStream, type AIResponse, type AIStreamStatus, type UseResponseHistoryResult } from '../../hooks/index.js'
import type { IssueAction } from '../../i18n/index.js'
import type { AIStreamError, Confidence, GenerateRequest, Rating, ResponseMetadata } from '../../transport/index.js'
import { mergeVersions, versionOfResponse, versionOfStored, type AnswerVersion } from './answer-versions.js'
import type { CardVersions } from './version-switcher.js'

/** Changes the request for an answer before it is sent; one that gives nothing leaves it as it is. */
export type RequestHook = (url: string, payload: GenerateRequest) => { url: string; payload: GenerateRequest } | void

/** Hears of an answer's end; the response is null where it was stopped or failed. */
export type EndHandler = (action: IssueAction, response: AIResponse | null) => void

/** What a card shows: the answer that is written, or an earlier version of it. */
interface ShownAnswer {
  status: AIStreamStatus
  text: string
  confidence: Confidence | null
  metadata: ResponseMetadata | null
  result: unknown
  error: AIStreamError | null
  rating: Rating | null
}

interface IssueAnswerOptions {
  issueId: string
  action: IssueAction
  history: UseResponseHistoryResult
  adapt: RequestHook | undefined
  language: string | undefined
  onEnd: EndHandler | undefined
}

/** An action's answer for an issue, with the versions that there are of it. */
export function useIssueAnswer({ issueId, action, history, adapt, language, onEnd }: IssueAnswerOptions) {
  const client = useAIClient()
  const [fresh, setFresh] = useState<AnswerVersion[]>([])
  const [ratings, setRatings] = useState<Record<string, Rating>>({})
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const stream = useAIStream()

  // An answer ends many renders after it was asked for.
  const latestOnEnd = useRef(onEnd)
  useInsertionEffect(() => {
    latestOnEnd.current = onEnd
  })

  const stored = history.items.filter((item) => item.action === action && item.state === 'completed').map(versionOfStored)
  const versions = mergeVersions(fresh, stored)
  const current = versions.findIndex((version) => version.responseId === stream.responseId)
  const selected = versions.findIndex((version) => version.responseId === selectedId)

  // An answer that was stopped or failed stands behind the complete ones until the next is asked for.
  const index = selected >= 0 ? selected : current >= 0 ? current : versions.length
  const version = stream.isStreaming ? undefined : versions[index]
  const shown: ShownAnswer = version
    ? {
        ...version,
        // The history doesn't know that this time it came from the cache.
        metadata: index === current ? stream.metadata : version.metadata,
        rating: ratings[version.responseId] ?? version.rating,
        status: 'completed',
        error: null,
      }
    : { ...stream, text: stream.streamedText, rating: null }

  function ask(wish: Pick<GenerateRequest, 'regenerate' | 'instructions'> = {}) {
    const url = `/api/ai/${action}`
    const payload: GenerateRequest = { issueId, ...(language !== undefined && { language }), ...wish }
    const request = adapt?.(url, payload) ?? { url, payload }
    setSelectedId(null)
    void follow(stream.streamAI(request.url, request.payload))
  }

  async function follow(answer: Promise<AIResponse>) {
    // Why there is none stands in the stream's error.
    const response = await answer.catch(() => null)
    if (response) setFresh((known) => [...known, versionOfResponse(response)])
    void history.refresh()
    latestOnEnd.current?.(action, response)
  }

  async function rate(rating: Rating) {
    if (!version) return
    await client.rate(version.responseId, rating)
    setRatings((known) => ({ ...known, [version.responseId]: rating }))
  }

  const cardVersions: CardVersions = {
    index,
    count: versions.length + (current >= 0 ? 0 : 1),
    onSelect: (next) => setSelectedId(versions[next]?.responseId ?? null),
    previousText: versions[index - 1]?.text ?? null,
  }
  return { shown, isBusy: stream.isStreaming, versions: cardVersions, ask, stop: stream.abort, rate }
}
