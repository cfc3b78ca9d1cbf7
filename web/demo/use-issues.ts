import { useState } from 'react'
import { invented, type DemoIssue, type IssueDraft } from './issues.js'

const place = 'issue-ai-demo-issues'
const draftsPlace = 'issue-ai-demo-drafts'

/** The tracker's issues and unsaved drafts; both stay in this browser. */
export function useIssues() {
  const [issues, setIssues] = useState<DemoIssue[]>(readIssues)
  const [drafts, setDrafts] = useState<Record<string, IssueDraft>>(() => read(draftsPlace, {}))

  function change(to: (issues: DemoIssue[]) => DemoIssue[]) {
    setIssues((before) => keep(place, to(before)))
  }

  return {
    issues,
    /** The drafts that differ from the saved text. */
    drafts: Object.fromEntries(Object.entries(drafts).filter(([id, draft]) => differs(draft, issues.find((issue) => issue.id === id)))),
    /** Saves the given properties of an issue, and keeps the others. */
    save: (changed: Partial<DemoIssue> & Pick<DemoIssue, 'id'>) => change((all) => all.map((issue) => (issue.id === changed.id ? { ...issue, ...changed } : issue))),
    /** Inserts an issue after the others of its project. */
    add: (added: DemoIssue) => change((all) => [...all, added]),
    remove: (id: string) => change((all) => all.filter((issue) => issue.id !== id)),
    /** Keeps a draft until it is saved. */
    draft: (id: string, draft: IssueDraft | null) =>
      setDrafts((before) => {
        const others = Object.entries(before).filter(([other]) => other !== id)
        return keep(draftsPlace, Object.fromEntries(draft ? [...others, [id, draft]] : others))
      }),
  }
}

function differs(draft: IssueDraft, saved: DemoIssue | undefined): boolean {
  return draft.title !== saved?.title || draft.description !== saved.description
}

/** The next number of a project: `moonharbour/tickets#143` after 142. */
export function nextId(issues: readonly DemoIssue[], parentId: string, already: number): string {
  const [project = ''] = parentId.split('#')
  const numbers = issues.filter(({ id }) => id.startsWith(`${project}#`)).map(({ id }) => Number(id.split('#')[1]))
  return `${project}#${Math.max(...numbers) + 1 + already}`
}

function readIssues(): DemoIssue[] {
  const saved = read<DemoIssue[]>(place, [])
  const ids = new Set(invented.map(({ id }) => id))
  return [...invented.map((issue) => saved.find((one) => one.id === issue.id) ?? issue), ...saved.filter(({ id }) => !ids.has(id))]
}

function read<T>(from: string, otherwise: T): T {
  const text = localStorage.getItem(from)
  return text === null ? otherwise : (JSON.parse(text) as T)
}

function keep<T>(at: string, value: T): T {
  localStorage.setItem(at, JSON.stringify(value))
  return value
}
