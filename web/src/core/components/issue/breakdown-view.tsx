'use client'

import { useId, useState } from 'react'
import type { Texts } from '../../i18n/texts'
import type { ShownBreakdown, ShownSubtask } from './results'

interface BreakdownViewProps {
  breakdown: ShownBreakdown
  /** Whether more text follows: the checkboxes appear at its end. */
  isGrowing?: boolean | undefined
  texts: Texts
}

/** A breakdown as a checklist. The ticks aren't stored. */
export function BreakdownView({ breakdown, isGrowing = false, texts }: BreakdownViewProps) {
  const { subtasks } = breakdown
  return (
    <div className="iai-breakdown">
      <BreakdownSum subtasks={subtasks} texts={texts} />
      <ol>
        {subtasks.map((subtask, place) => (
          <SubtaskItem key={place} subtask={subtask} isGrowing={isGrowing} texts={texts} />
        ))}
      </ol>
    </div>
  )
}

export function BreakdownSum({ subtasks, texts }: { subtasks: readonly ShownSubtask[]; texts: Texts }) {
  const points = subtasks.reduce((sum, subtask) => sum + (subtask.points ?? 0), 0)
  return (
    <p className="iai-note">
      {texts.subtasks(subtasks.length)}
      {points > 0 && ` · ${points} ${texts.points(points)}`}
    </p>
  )
}

function SubtaskItem({ subtask, isGrowing, texts }: { subtask: ShownSubtask; isGrowing: boolean; texts: Texts }) {
  const [isDone, setIsDone] = useState(false)
  const id = useId()
  const { title } = subtask
  return (
    <li className="iai-subtask" data-done={isDone || undefined} data-growing={isGrowing || undefined}>
      {!isGrowing && <input id={id} type="checkbox" checked={isDone} onChange={() => setIsDone(!isDone)} />}
      <div dir="auto">
        {isGrowing ? (
          <span className="iai-subtask-title">{title}</span>
        ) : (
          <label className="iai-subtask-title" htmlFor={id}>
            {title}
          </label>
        )}
        <SubtaskCriteria subtask={subtask} texts={texts} />
      </div>
      <SubtaskEffort subtask={subtask} texts={texts} />
    </li>
  )
}

export function SubtaskCriteria({ subtask: { acceptanceCriteria }, texts }: { subtask: ShownSubtask; texts: Texts }) {
  if (!acceptanceCriteria || acceptanceCriteria.length === 0) return null
  return (
    <ul aria-label={texts.criteria}>
      {acceptanceCriteria.map((criterion, place) => (
        <li key={place}>{criterion}</li>
      ))}
    </ul>
  )
}

export function SubtaskEffort({ subtask: { points, dependsOn }, texts, children }: { subtask: ShownSubtask; texts: Texts; children?: React.ReactNode }) {
  const effort = [
    typeof points === 'number' && `${points} ${texts.points(points)}`,
    dependsOn && dependsOn.length > 0 && texts.dependsOn(dependsOn.map((place) => place + 1).join(', ')),
  ]
  const words = effort.filter(Boolean).join(' · ')
  return words === '' && !children ? null : (
    <p className="iai-note iai-effort">
      {words}
      {children}
    </p>
  )
}
