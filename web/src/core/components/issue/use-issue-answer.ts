import { useRef, useState } from 'react'
import { useAIClient, useAIStream, type AIResponse, type AIStreamStatus } from '../../hooks/index.js'
import type { IssueAction } from '../../i18n/index.js'
import type { AIStreamError, Confidence, GenerateRequest, Rating, ResponseMetadata, StoredResponse } from '../../transport/index.js'
import type { CardVersions } from './version-switcher.js'

/** Changes the request for an answer before it is sent. */
export type RequestHook = (url: string, payload: GenerateRequest) => { url: string; payload: GenerateRequest }

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

type AnswerVersion = Pick<StoredResponse, 'responseId' | 'createdAt' | 'rating'> & Omit<ShownAnswer, 'status' | 'error' | 'rating'>

interface IssueAnswerOptions {
  issueId: string
  action: IssueAction
  adapt: RequestHook | undefined
  language: string | undefined
  onComplete: (response: AIResponse) => void
}

/** An action's answer for an issue, with the versions that there are of it. */
export function useIssueAnswer({ issueId, action, adapt, language, onComplete }: IssueAnswerOptions) {
  const client = useAIClient()
  const stream = useAIStream()
  const [versions, setVersions] = useState<AnswerVersion[]>([])
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const history = useRef<Promise<void> | null>(null)

  const isBusy = stream.status === 'connecting' || stream.status === 'streaming' || stream.status === 'reconnecting'
  const current = versions.findIndex((version) => version.responseId === stream.responseId)
  const selected = versions.findIndex((version) => version.responseId === selectedId)

  // An answer that was stopped or failed stands behind the complete ones until the next is asked for.
  const index = selected >= 0 ? selected : current >= 0 ? current : versions.length
  const count = versions.length + (current >= 0 ? 0 : 1)
  const version = isBusy ? undefined : versions[index]
  const shown: ShownAnswer = version
    ? { ...version, status: 'completed', error: null }
    : { ...stream, text: stream.streamedText, rating: null }

  async function ask(wish: Pick<GenerateRequest, 'regenerate' | 'instructions'> = {}) {
    const payload: GenerateRequest = { issueId, ...(language !== undefined && { language }), ...wish }
    const request = { url: `/api/ai/${action}`, payload }
    const { url, payload: adapted } = adapt ? adapt(request.url, request.payload) : request
    setSelectedId(null)
    history.current ??= loadVersions()
    try {
      const response = await stream.streamAI(url, adapted)
      setVersions((known) => merge(known, [versionOf(response)]))
      onComplete(response)
    } catch {
      // The stream's status and error say what became of it.
    }
  }

  async function loadVersions() {
    try {
      const { items } = await client.listResponses(issueId, { action, includeText: true })
      setVersions((known) => merge(items.filter((item) => item.state === 'completed').map(versionOfStored), known))
    } catch {
      // Without its history an answer has fewer versions; the next request tries again.
      history.current = null
    }
  }

  async function rate(rating: Rating) {
    if (!version) return
    await client.rate(version.responseId, rating)
    setVersions((known) => known.map((one) => (one.responseId === version.responseId ? { ...one, rating } : one)))
  }

  const cardVersions: CardVersions = {
    index,
    count,
    onSelect: (next) => setSelectedId(versions[next]?.responseId ?? null),
    previousText: versions[index - 1]?.text ?? null,
  }
  return { shown, isBusy, versions: cardVersions, ask, stop: stream.abort, rate }
}

function versionOf({ responseId, text, confidence, metadata, result }: AIResponse): AnswerVersion {
  return { responseId, createdAt: metadata.timestamp, rating: null, text, confidence, metadata, result }
}

function versionOfStored({ responseId, createdAt, rating, text, confidence, metadata, result }: StoredResponse): AnswerVersion {
  return { responseId, createdAt, rating, text: text ?? '', confidence: confidence ?? null, metadata: metadata ?? null, result: result ?? null }
}

/** Oldest first; of two accounts of one answer the later counts, but for its rating, which only the history has. */
function merge(known: AnswerVersion[], more: AnswerVersion[]): AnswerVersion[] {
  const byId = new Map(known.map((version) => [version.responseId, version]))
  for (const version of more) byId.set(version.responseId, { ...version, rating: version.rating ?? byId.get(version.responseId)?.rating ?? null })
  return [...byId.values()].sort((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt))
}
