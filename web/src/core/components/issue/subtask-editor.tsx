'use client'

import { useId } from 'react'
import type { Texts } from '../../i18n/texts'
import { Button } from './button'
import type { SubtaskDraft } from './subtask-drafts'

interface SubtaskEditorProps {
  draft: SubtaskDraft
  drafts: readonly SubtaskDraft[]
  onChange: (change: Partial<SubtaskDraft>) => void
  onDone: () => void
  heir: () => HTMLElement | null | undefined
  texts: Texts
}

export function SubtaskEditor({ draft, drafts, onChange, onDone, heir, texts }: SubtaskEditorProps) {
  const id = useId()
  const { title, acceptanceCriteria, points, dependsOn } = draft
  const others = drafts.filter(({ key }) => key !== draft.key)
  return (
    <div className="iai-editor">
      <label htmlFor={`${id}-title`}>{texts.title}</label>
      <input id={`${id}-title`} value={title} maxLength={300} dir="auto" onChange={(event) => onChange({ title: event.target.value })} />
      <label htmlFor={`${id}-criteria`}>{texts.criteriaLines}</label>
      <textarea
        id={`${id}-criteria`}
        rows={Math.max(2, acceptanceCriteria.length + 1)}
        dir="auto"
        defaultValue={acceptanceCriteria.join('\n')}
        onChange={(event) => onChange({ acceptanceCriteria: event.target.value.split('\n').map((line) => line.trim()).filter(Boolean) })}
      />
      <label htmlFor={`${id}-points`}>{texts.pointsOf}</label>
      <input
        id={`${id}-points`}
        className="iai-points-field"
        type="number"
        min="0"
        step="any"
        value={points ?? ''}
        onChange={(event) => onChange({ points: event.target.value === '' ? null : Number(event.target.value) })}
      />
      {others.length > 0 && (
        <fieldset>
          <legend>{texts.comesAfter}</legend>
          {others.map((other) => (
            <label key={other.key} className="iai-check">
              <input
                type="checkbox"
                checked={dependsOn.includes(other.key)}
                onChange={(event) => onChange({ dependsOn: event.target.checked ? [...dependsOn, other.key] : dependsOn.filter((key) => key !== other.key) })}
              />
              <span dir="auto">{other.title}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div className="iai-actions">
        <Button heir={heir} onClick={onDone}>{texts.editDone}</Button>
      </div>
    </div>
  )
}
