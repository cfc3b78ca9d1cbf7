'use client'

import { useId, useRef, useState } from 'react'
import type { Texts } from '../../i18n/texts'
import { SubtaskCriteria } from './breakdown-view'
import { Button } from './button'
import { Icon } from './icon'
import type { SubtaskDraft } from './subtask-drafts'
import { SubtaskEditor } from './subtask-editor'
import { isCreated, type DraftOutcome } from './subtask-outcomes'

interface SubtaskDraftItemProps {
  draft: SubtaskDraft
  place: number
  drafts: readonly SubtaskDraft[]
  outcome: DraftOutcome | undefined
  isBusy: boolean
  onChange: (change: Partial<SubtaskDraft>) => void
  onMove: (by: -1 | 1) => void
  texts: Texts
}

export function SubtaskDraftItem({ draft, place, drafts, outcome, isBusy, onChange, onMove, texts }: SubtaskDraftItemProps) {
  const id = useId()
  const own = useRef<HTMLLIElement>(null)
  const [isEdited, setIsEdited] = useState(false)
  const { title, isChosen } = draft
  const isFixed = isBusy || isCreated(outcome)

  return (
    <li ref={own} className="iai-subtask" data-left-out={!isChosen || undefined}>
      <input id={id} type="checkbox" checked={isChosen} disabled={isFixed} onChange={() => onChange({ isChosen: !isChosen })} />
      <div dir="auto">
        <label className="iai-subtask-title" htmlFor={id}>
          {title}
        </label>
        {isEdited ? (
          <SubtaskEditor draft={draft} drafts={drafts} onChange={onChange} onDone={() => setIsEdited(false)} heir={() => own.current?.querySelector('[aria-expanded]')} texts={texts} />
        ) : (
          <SubtaskCriteria subtask={{ title, acceptanceCriteria: draft.acceptanceCriteria }} texts={texts} />
        )}
        <Outcome outcome={outcome} texts={texts} />
      </div>
      <div className="iai-subtask-side">
        <DraftEffort draft={draft} place={place} drafts={drafts} texts={texts} />
        {!isFixed && (
          <span className="iai-group">
            <Button kind="icon" icon="raise" aria-label={texts.moveUp(title)} title={texts.moveUp(title)} isOff={place === 0} onClick={() => onMove(-1)} />
            <Button kind="icon" icon="lower" aria-label={texts.moveDown(title)} title={texts.moveDown(title)} isOff={place === drafts.length - 1} onClick={() => onMove(1)} />
            <Button kind="icon" icon="edit" aria-label={texts.editSubtask(title)} title={texts.editSubtask(title)} aria-expanded={isEdited} onClick={() => setIsEdited(!isEdited)} />
          </span>
        )}
      </div>
    </li>
  )
}

function DraftEffort({ draft, place, drafts, texts }: Pick<SubtaskDraftItemProps, 'draft' | 'place' | 'drafts' | 'texts'>) {
  const places = draft.dependsOn.map((key) => drafts.findIndex((other) => other.key === key && other.isChosen)).filter((at) => at >= 0)
  const earlier = places.filter((at) => at < place).map((at) => at + 1)
  const later = places.filter((at) => at > place).map((at) => at + 1)
  const effort = [
    draft.points !== null && `${draft.points} ${texts.points(draft.points)}`,
    earlier.length > 0 && texts.dependsOn(earlier.sort((one, other) => one - other).join(', ')),
  ]
  return (
    <p className="iai-note iai-effort">
      {effort.filter(Boolean).join(' · ')}
      {draft.isChosen && later.length > 0 && (
        <span className="iai-warning">
          <Icon name="warning" /> {texts.needsLater(later.sort((one, other) => one - other).join(', '))}
        </span>
      )}
    </p>
  )
}

function Outcome({ outcome, texts }: { outcome: DraftOutcome | undefined; texts: Texts }) {
  if (outcome === undefined) return null
  if (outcome === 'pending') return <p className="iai-note iai-waiting">{texts.creating}</p>
  const { error, id, url } = outcome
  if (error !== undefined) return <p className="iai-error">{[texts.notCreated, error].filter(Boolean).join(': ')}</p>
  const name = id ?? url
  return (
    <p className="iai-taken">
      <Icon name="check" />
      <span>
        {texts.created}
        {name !== undefined && ': '}
        {url !== undefined && /^https?:/.test(url) ? (
          <a href={url} rel="noopener noreferrer" target="_blank">
            {name}
          </a>
        ) : (
          name
        )}
      </span>
    </p>
  )
}
