import { useId, useState } from 'react'
import type { Texts } from '../../i18n/index.js'
import type { BreakdownResult, Subtask } from '../../transport/index.js'

/** A breakdown as a list to tick off. The ticks are the reader's own and aren't kept. */
export function BreakdownView({ breakdown, texts }: { breakdown: BreakdownResult; texts: Texts }) {
  const { subtasks } = breakdown
  const points = subtasks.reduce((sum, subtask) => sum + subtask.points, 0)
  return (
    <div className="iai-breakdown">
      <p className="iai-note">
        {texts.subtasks(subtasks.length)} · {points} {texts.points(points)}
      </p>
      <ol>
        {subtasks.map((subtask, place) => (
          <SubtaskItem key={place} subtask={subtask} texts={texts} />
        ))}
      </ol>
    </div>
  )
}

function SubtaskItem({ subtask, texts }: { subtask: Subtask; texts: Texts }) {
  const [isDone, setIsDone] = useState(false)
  const id = useId()
  return (
    <li className="iai-subtask" data-done={isDone || undefined}>
      <input id={id} type="checkbox" checked={isDone} onChange={() => setIsDone(!isDone)} />
      <div>
        <label htmlFor={id}>{subtask.title}</label>
        {subtask.acceptanceCriteria.length > 0 && (
          <ul aria-label={texts.criteria}>
            {subtask.acceptanceCriteria.map((criterion, place) => (
              <li key={place}>{criterion}</li>
            ))}
          </ul>
        )}
      </div>
      <p className="iai-note">
        {subtask.points} {texts.points(subtask.points)}
        {subtask.dependsOn.length > 0 && <> · {texts.dependsOn(subtask.dependsOn.map((place) => place + 1).join(', '))}</>}
      </p>
    </li>
  )
}
