import { useEffect, useRef } from 'react'
import type { DemoTexts } from './demo-texts.js'
import type { DemoIssue, IssueDraft } from './issues.js'
import { Labels } from './labels.js'

interface IssueListProps {
  issues: readonly DemoIssue[]
  drafts: Record<string, IssueDraft>
  chosenId: string
  onChoose: (id: string) => void
  texts: DemoTexts
}

export function IssueList({ issues, drafts, chosenId, onChoose, texts }: IssueListProps) {
  const chosen = useRef<HTMLButtonElement>(null)

  // On a phone the list is a strip, and only a part of it is visible.
  useEffect(() => {
    void chosen.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [chosenId])

  return (
    <nav className="issues" aria-label={texts.tracker}>
      <ul>
        {issues.map((issue) => (
          <li key={issue.id}>
            <button
              type="button"
              ref={issue.id === chosenId ? chosen : null}
              aria-current={issue.id === chosenId ? 'true' : undefined}
              onClick={() => onChoose(issue.id)}
            >
              <span className="issue-id">
                {issue.id}
                {drafts[issue.id] && ` · ${texts.unsaved}`}
              </span>
              <strong>{drafts[issue.id]?.title ?? issue.title}</strong>
              <Labels labels={issue.labels} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
