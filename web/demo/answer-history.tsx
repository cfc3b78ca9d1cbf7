import { useState } from 'react'
import { AIResponseCard, useAIClient, type IssueAction, type StoredResponse } from '../src/index.js'
import type { DemoTexts, Locale } from './demo-texts.js'

interface AnswerHistoryProps {
  items: readonly StoredResponse[]
  hasFailed: boolean
  locale: Locale
  texts: DemoTexts
}

/** All answers of an issue, newest first; one can be opened. */
export function AnswerHistory({ items, hasFailed, locale, texts }: AnswerHistoryProps) {
  const client = useAIClient()
  const [open, setOpen] = useState<StoredResponse | null>(null)

  async function toggle(item: StoredResponse) {
    setOpen(open?.responseId === item.responseId ? null : await client.getResponse(item.responseId))
  }

  return (
    <section className="history">
      <h2>{texts.history}</h2>
      {items.length === 0 && <p className="note">{hasFailed ? texts.historyFailed : texts.noHistory}</p>}
      <ol>
        {items.map((item) => (
          <li key={item.responseId}>
            <button type="button" aria-expanded={open?.responseId === item.responseId} onClick={() => void toggle(item)}>
              <strong>{nameOf(item, texts)}</strong>
              <span>{describe(item, locale, texts)}</span>
            </button>
            {open?.responseId === item.responseId && (
              <AIResponseCard
                title={nameOf(item, texts)}
                content={open.text ?? ''}
                confidence={open.confidence}
                metadata={open.metadata}
                result={open.result}
                status={statusOf(open)}
                locale={locale}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
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
