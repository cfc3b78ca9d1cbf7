import { useId, useState } from 'react'
import type { Texts } from '../../i18n/index.js'
import type { ShownBreakdown, ShownSubtask } from './results.js'

/** A breakdown as a list to tick off. The ticks are the reader's own and aren't kept. */
export function BreakdownView({ breakdown, texts }: { breakdown: ShownBreakdown; texts: Texts }) {
  const { subtasks } = breakdown
  const points = subtasks.reduce((sum, subtask) => sum + (subtask.points ?? 0), 0)
  return (
    <div className="iai-breakdown">
      <p className="iai-note">
        {texts.subtasks(subtasks.length)}
        {points > 0 && ` · ${points} ${texts.points(points)}`}
      </p>
      <ol>
        {subtasks.map((subtask, place) => (
          <SubtaskItem key={place} subtask={subtask} texts={texts} />
        ))}
      </ol>
    </div>
  )
}

function SubtaskItem({ subtask, texts }: { subtask: ShownSubtask; texts: Texts }) {
  const [isDone, setIsDone] = useState(false)
  const id = useId()
  const { title, acceptanceCriteria, points, dependsOn } = subtask
  const effort = [
    typeof points === 'number' && `${points} ${texts.points(points)}`,
    dependsOn && dependsOn.length > 0 && texts.dependsOn(dependsOn.map((place) => place + 1).join(', ')),
  ]
  return (
    <li className="iai-subtask" data-done={isDone || undefined}>
      <input id={id} type="checkbox" checked={isDone} onChange={() => setIsDone(!isDone)} />
      <div>
        <label htmlFor={id}>{title}</label>
        {acceptanceCriteria && acceptanceCriteria.length > 0 && (
          <ul aria-label={texts.criteria}>
            {acceptanceCriteria.map((criterion, place) => (
              <li key={place}>{criterion}</li>
            ))}
          </ul>
        )}
      </div>
      <p className="iai-note">{effort.filter(Boolean).join(' · ')}</p>
    </li>
  )
}
