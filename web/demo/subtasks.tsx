import type { DemoTexts } from './demo-texts.js'
import type { DemoIssue } from './issues.js'

interface SubtasksProps {
  of: DemoIssue
  issues: readonly DemoIssue[]
  onChoose: (id: string) => void
  texts: DemoTexts
}

/** The issues that were created from this one. */
export function Subtasks({ of, issues, onChoose, texts }: SubtasksProps) {
  const subtasks = issues.filter(({ id }) => of.subtasks?.includes(id))
  if (subtasks.length === 0) return null
  return (
    <section className="subtasks">
      <h3>{texts.subtasks}</h3>
      <ul>
        {subtasks.map(({ id, title, points }) => (
          <li key={id}>
            <button type="button" onClick={() => onChoose(id)}>
              <span className="issue-id">{id}</span> {title}
              {points !== undefined && <span className="points">{texts.points(String(points))}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
