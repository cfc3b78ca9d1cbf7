'use client'

import { useEffect, useId, useRef } from 'react'
import { useAIClient } from '../../hooks/ai-client-context'
import { issueAnswers } from '../../hooks/issue-answers'
import { useResponseHistory } from '../../hooks/use-response-history'
import { useShowResponse } from '../../hooks/use-shown-action'
import { textsFor, type IssueAction, type OwnTexts, type Texts } from '../../i18n/index'
import type { StoredResponse } from '../../transport/stored-response'
import { Button, classes } from './button'
import { readConfidence } from './confidence-badge'
import { RelativeTime } from './relative-time'

export interface AnswerHistoryProps {
  issueId: string
  /** Opens a response. Default: the issue's AIActionButtonsV2 shows it. */
  onOpen?: ((response: StoredResponse) => void) | undefined
  locale?: string | undefined
  texts?: OwnTexts | undefined
  className?: string | undefined
}

const pollMs = 2000
const retrySeconds = 10

/** All responses of an issue, newest first; each opens in the card of its issue. */
export function AnswerHistory({ issueId, onOpen, locale = 'en', texts: own, className }: AnswerHistoryProps) {
  const texts = textsFor(locale, own)
  const show = useShowResponse()
  const answers = issueAnswers(useAIClient())
  const titleId = useId()
  const list = useRef<HTMLOListElement>(null)
  const { items, isLoading, error, loadMore } = useResponseHistory(issueId)
  const { update } = answers.list(issueId)

  // This page gets no event when a stopped response, or one that another tab requested, ends.
  useEffect(() => {
    if (isLoading || error?.retryable === false || !items.some((item) => item.state === 'running')) return
    const timer = setTimeout(() => void update(), error ? (error.retryAfterSeconds ?? retrySeconds) * 1000 : pollMs)
    return () => clearTimeout(timer)
  }, [items, isLoading, error, update])

  // The button's last render has the number of responses before the older ones.
  const firstOlder = () => (list.current?.children[items.length] ?? list.current?.lastElementChild)?.querySelector('button')

  return (
    <section className={classes('iai-root iai-history', className)} aria-labelledby={titleId} lang={locale}>
      <h3 id={titleId}>{texts.history}</h3>
      {items.length === 0 && !isLoading && <p className="iai-note">{error ? texts.historyFailed : texts.noHistory}</p>}
      <ol ref={list}>
        {items.map((item) => (
          <li key={item.responseId}>
            <HistoryEntry item={item} wish={item.instructions ?? answers.of(item.issueId, item.action).wishOf(item.responseId)} version={versionOf(item, items, loadMore !== undefined)} onOpen={onOpen ?? show} texts={texts} locale={locale} />
          </li>
        ))}
      </ol>
      {loadMore && <Button heir={firstOlder} onClick={() => void loadMore()}>{texts.olderAnswers}</Button>}
    </section>
  )
}

interface HistoryEntryProps {
  item: StoredResponse
  wish: string | undefined
  version: number | null
  onOpen: (response: StoredResponse) => void
  texts: Texts
  locale: string
}

function HistoryEntry({ item, wish, version, onOpen, texts, locale }: HistoryEntryProps) {
  const known = readConfidence(item.confidence)
  const confidence = known && texts.confidence(known.level, new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(known.value))
  const facts = [item.state !== 'completed' && texts.states[item.state], confidence]
  return (
    <button type="button" className="iai-entry" data-state={item.state} onClick={() => onOpen(item)}>
      <span className="iai-entry-name">
        {texts.answers[item.action as IssueAction] ?? item.action}
        {version !== null && ` · ${texts.versionName(version)}`}
      </span>
      {wish && (
        <q className="iai-entry-wish" dir="auto">
          {wish}
        </q>
      )}
      <span className="iai-entry-facts">
        <RelativeTime time={item.createdAt} locale={locale} />
        {facts.filter(Boolean).map((fact) => ` · ${fact as string}`)}
      </span>
    </button>
  )
}

/** The version number of an entry; null for an incomplete response, and if older ones aren't loaded. */
function versionOf(item: StoredResponse, items: readonly StoredResponse[], hasOlder: boolean): number | null {
  if (item.state !== 'completed' || hasOlder) return null
  const versions = items.filter(({ action, state }) => action === item.action && state === 'completed')
  return versions.length - versions.indexOf(item)
}
