import { useEffect, useState } from 'react'
import { AIActionButtonsV2, useAIClient, useResponseHistory, type RefineResult, type RequestHook } from '../src/index.js'
import { AnswerHistory } from './answer-history.js'
import type { DemoTexts, Locale } from './demo-texts.js'
import { FunctionKeyForm } from './function-key-form.js'
import { IssueEditor, type SaveState } from './issue-editor.js'
import type { DemoIssue } from './issues.js'

interface IssueViewProps {
  issue: DemoIssue
  onSave: (issue: DemoIssue) => void
  locale: Locale
  texts: DemoTexts
}

const pollMs = 2000

export function IssueView({ issue, onSave, locale, texts }: IssueViewProps) {
  const client = useAIClient()
  const { items, error, refresh, loadMore } = useResponseHistory(issue.id)
  const [draft, setDraft] = useState(issue)
  const [state, setState] = useState<SaveState>('saved')

  // An answer that was just stopped, or that is written for another tab, comes to its end without a word to this page.
  useEffect(() => {
    if (!items.some((item) => item.state === 'running')) return
    const timer = setTimeout(() => void refresh(), pollMs)
    return () => clearTimeout(timer)
  }, [items, refresh])

  async function save() {
    try {
      const { id, ...text } = draft
      await client.putIssue(id, text)
      onSave(draft)
      setState('saved')
    } catch {
      setState('saveFailed')
    }
  }

  function change(changed: DemoIssue, as: SaveState) {
    setDraft(changed)
    setState(as)
  }

  function takeOver(text: string, refinement: RefineResult | null) {
    // The title has a field of its own.
    change(refinement ? { ...draft, title: refinement.title, description: withoutHeading(text) } : { ...draft, description: text }, 'taken')
  }

  // The text as it stands in the fields, saved or not.
  const withText: RequestHook = (url, payload) => {
    const { title, description, labels } = draft
    return { url, payload: { ...payload, title, description, labels } }
  }

  return (
    <>
      <h2 className="hidden">
        {texts.issue} {issue.id}
      </h2>
      <IssueEditor issue={draft} state={state} onChange={(changed) => change(changed, 'unsaved')} onSave={() => void save()} texts={texts} />
      {error?.code === 'unauthorized' && <FunctionKeyForm onKept={() => void refresh()} texts={texts} />}
      <AIActionButtonsV2
        issueId={issue.id}
        onRefine={withText}
        onEstimate={withText}
        onBreakdown={withText}
        language={locale}
        locale={locale}
        onUseText={takeOver}
        onEnd={() => void refresh()}
      />
      <AnswerHistory items={items} hasFailed={error !== null} loadMore={loadMore} locale={locale} texts={texts} />
    </>
  )
}

function withoutHeading(text: string): string {
  return text.replace(/^#+ .*/, '').trim()
}
