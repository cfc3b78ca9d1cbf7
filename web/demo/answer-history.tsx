import { useState } from 'react'
import { AIResponseCard, type IssueAction, type StoredResponse } from '../src/index.js'
import type { DemoTexts, Locale } from './demo-texts.js'

interface AnswerHistoryProps {
  items: readonly StoredResponse[]
  hasFailed: boolean
  loadMore: (() => Promise<void>) | undefined
  locale: Locale
  texts: DemoTexts
}

/** All answers of an issue, newest first; one can be opened. */
export function AnswerHistory({ items, hasFailed, loadMore, locale, texts }: AnswerHistoryProps) {
  const [openId, setOpenId] = useState<string | null>(null)

  function toggle(id: string, isOpen: boolean) {
    setOpenId((before) => (isOpen ? id : before === id ? null : before))
  }

  return (
    <section className="history">
      <h2>{texts.history}</h2>
      {items.length === 0 && <p className="note">{hasFailed ? texts.historyFailed : texts.noHistory}</p>}
      <ol>
        {items.map((item) => (
          <li key={item.responseId}>
            {/* No buttons: their names would be taken for those that ask for an answer. */}
            <details open={item.responseId === openId} onToggle={(event) => toggle(item.responseId, event.currentTarget.open)}>
              <summary>
                <strong>{nameOf(item, texts)}</strong>
                <span>{describe(item, locale, texts)}</span>
              </summary>
              {item.responseId === openId && <StoredAnswer item={item} locale={locale} texts={texts} />}
            </details>
          </li>
        ))}
      </ol>
      {loadMore && (
        <button type="button" className="button" onClick={() => void loadMore()}>
          {texts.older}
        </button>
      )}
    </section>
  )
}

function StoredAnswer({ item, locale, texts }: { item: StoredResponse; locale: Locale; texts: DemoTexts }) {
  return (
    <AIResponseCard
      title={nameOf(item, texts)}
      content={item.text ?? ''}
      confidence={item.confidence}
      metadata={item.metadata}
      result={item.result}
      status={statusOf(item)}
      locale={locale}
    />
  )
}

function nameOf(item: StoredResponse, texts: DemoTexts): string {
  return texts.actions[item.action as IssueAction]
}

function statusOf(item: StoredResponse) {
  if (item.state === 'completed' || item.state === 'cancelled') return item.state
  return item.state === 'running' ? 'streaming' : 'failed'
}

function describe(item: StoredResponse, locale: Locale, texts: DemoTexts): string {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(item.createdAt))
  const parts = [time, texts.states[item.state], item.confidence && texts.confidence(String(item.confidence.value))]
  return parts.filter(Boolean).join(' · ')
}
