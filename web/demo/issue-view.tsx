import { useState } from 'react'
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

export function IssueView({ issue, onSave, locale, texts }: IssueViewProps) {
  const client = useAIClient()
  const history = useResponseHistory(issue.id)
  const [draft, setDraft] = useState(issue)
  const [state, setState] = useState<SaveState>('saved')

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
    change(refinement ? { ...draft, title: refinement.title, description: describe(refinement) } : { ...draft, description: text }, 'taken')
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
      {history.error?.code === 'unauthorized' && <FunctionKeyForm onKept={() => void history.refresh()} texts={texts} />}
      <AIActionButtonsV2
        issueId={issue.id}
        onRefine={withText}
        onEstimate={withText}
        onBreakdown={withText}
        language={locale}
        locale={locale}
        onUseText={takeOver}
        onComplete={() => void history.refresh()}
      />
      <AnswerHistory items={history.items} hasFailed={history.error !== null} loadMore={history.loadMore} locale={locale} texts={texts} />
    </>
  )
}

function describe({ description, acceptanceCriteria }: RefineResult): string {
  return [description, ...acceptanceCriteria.map((criterion) => `- [ ] ${criterion}`)].join('\n')
}
