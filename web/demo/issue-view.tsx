import { useState } from 'react'
import { AIActionButtonsV2, AnswerHistory, useAIClient, useResponseHistory, type AcceptedEstimate, type AcceptedRefinement, type Subtask, type SubtaskOutcome } from '../src/index.js'
import type { DemoTexts, Locale } from './demo-texts.js'
import { FunctionKeyForm } from './function-key-form.js'
import { IssueEditor, type SaveState } from './issue-editor.js'
import type { DemoIssue, IssueDraft } from './issues.js'
import { Subtasks } from './subtasks.js'
import { nextId, type useIssues } from './use-issues.js'

interface IssueViewProps {
  issue: DemoIssue
  tracker: ReturnType<typeof useIssues>
  onChoose: (id: string) => void
  locale: Locale
  texts: DemoTexts
}

export function IssueView({ issue, tracker, onChoose, locale, texts }: IssueViewProps) {
  const client = useAIClient()
  const { error, refresh } = useResponseHistory(issue.id)
  const kept = tracker.drafts[issue.id]
  const draft = kept ? { ...issue, ...kept } : issue
  const [state, setState] = useState<SaveState>(kept ? 'unsaved' : 'saved')

  async function save() {
    try {
      const { title, description, labels } = draft
      await client.putIssue(issue.id, { title, description, labels })
      tracker.save({ id: issue.id, title, description, labels })
      tracker.draft(issue.id, null)
      setState('saved')
    } catch {
      setState('saveFailed')
    }
  }

  function change({ title, description, labels }: IssueDraft, as: SaveState) {
    tracker.draft(issue.id, { title, description, labels })
    setState(as)
  }

  function takeOver({ title, description }: AcceptedRefinement) {
    change({ ...draft, description, ...(title !== null && { title }) }, 'taken')
    // The new text may have been saved meanwhile, so the earlier text always becomes a draft.
    return () => change(draft, 'unsaved')
  }

  function setPoints({ points }: AcceptedEstimate) {
    const { id, points: before } = issue
    tracker.save({ id, points })
    return () => tracker.save({ id, points: before })
  }

  /** Reports each subtask as soon as the service stores it as an issue. */
  async function* createSubtasks(subtasks: Subtask[]): AsyncGenerator<SubtaskOutcome> {
    const ids = subtasks.map((_, place) => nextId(tracker.issues, issue.id, place))
    const created: string[] = [...(issue.subtasks ?? [])]
    for (const [index, subtask] of subtasks.entries()) {
      const id = ids[index]!
      const text = { title: subtask.title, description: describe(subtask, ids), labels: ['subtask'] }
      try {
        await client.putIssue(id, text)
        created.push(id)
        tracker.add({ id, ...text, points: subtask.points })
        yield { index, id }
      } catch {
        yield { index, error: texts.saveFailed }
      }
    }
    tracker.save({ id: issue.id, subtasks: created })
  }

  const { title, description, labels } = draft
  return (
    <>
      <h2 className="hidden">
        {texts.issue} {issue.id}
      </h2>
      <IssueEditor issue={draft} state={kept ? (state === 'saved' ? 'unsaved' : state) : 'saved'} onChange={(changed) => change(changed, 'unsaved')} onSave={() => void save()} locale={locale} texts={texts} />
      <Subtasks of={issue} issues={tracker.issues} onChoose={onChoose} texts={texts} />
      {error?.code === 'unauthorized' && <FunctionKeyForm onKept={() => void refresh()} texts={texts} />}
      <AIActionButtonsV2
        issueId={issue.id}
        issue={{ title, description, labels }}
        language={locale}
        locale={locale}
        keepAlive
        onUseRefinement={takeOver}
        onUseEstimate={setPoints}
        onCreateSubtasks={createSubtasks}
        onEnd={() => void refresh()}
      />
      <AnswerHistory issueId={issue.id} locale={locale} className="history" />
    </>
  )
}

function describe({ acceptanceCriteria, dependsOn }: Subtask, ids: readonly string[]): string {
  const criteria = acceptanceCriteria.map((criterion) => `- [ ] ${criterion}`).join('\n')
  const after = dependsOn.map((place) => ids[place]).join(', ')
  return [criteria, after && `After ${after}.`].filter(Boolean).join('\n\n')
}
