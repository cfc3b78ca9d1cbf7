import { useId } from 'react'
import type { DemoTexts, Locale } from './demo-texts.js'
import type { DemoIssue } from './issues.js'
import { Labels } from './labels.js'

export type SaveState = 'saved' | 'unsaved' | 'saveFailed' | 'taken'

interface IssueEditorProps {
  issue: DemoIssue
  state: SaveState
  onChange: (issue: DemoIssue) => void
  onSave: () => void
  locale: Locale
  texts: DemoTexts
}

export function IssueEditor({ issue, state, onChange, onSave, locale, texts }: IssueEditorProps) {
  const id = useId()
  return (
    <form
      className="editor"
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
    >
      <div className="editor-head">
        <span className="issue-id">{issue.id}</span>
        <Labels labels={issue.labels} />
        <span className="points">{issue.points === undefined ? texts.noPoints : texts.points(new Intl.NumberFormat(locale).format(issue.points))}</span>
      </div>
      <label htmlFor={`${id}-title`}>{texts.title}</label>
      {/* A text area shows a long title completely on a phone; the title is still one line of text. */}
      <textarea
        id={`${id}-title`}
        className="editor-title"
        dir="auto"
        value={issue.title}
        maxLength={300}
        rows={1}
        onChange={(event) => onChange({ ...issue, title: event.target.value.replaceAll('\n', ' ') })}
      />
      <label htmlFor={`${id}-description`}>{texts.description}</label>
      <textarea
        id={`${id}-description`}
        dir="auto"
        value={issue.description}
        maxLength={32000}
        rows={8}
        onChange={(event) => onChange({ ...issue, description: event.target.value })}
      />
      <div className="editor-foot">
        <button type="submit" className="button" disabled={state === 'saved'}>
          {texts.save}
        </button>
        <span role="status">{texts[state]}</span>
      </div>
    </form>
  )
}
