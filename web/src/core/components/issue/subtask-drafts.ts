import type { Subtask } from '../../transport/results'
import type { ShownSubtask } from './results'

/** A subtask with the user's changes. Its dependencies are keys, which stay valid in any order. */
export interface SubtaskDraft {
  key: number
  title: string
  acceptanceCriteria: string[]
  points: number | null
  dependsOn: number[]
  isChosen: boolean
}

export function draftsOf(subtasks: readonly ShownSubtask[]): SubtaskDraft[] {
  return subtasks.map(({ title, acceptanceCriteria, points, dependsOn }, key) => ({
    key, title, acceptanceCriteria: acceptanceCriteria ?? [], points: points ?? null,
    dependsOn: (dependsOn ?? []).filter((place) => place !== key && place in subtasks), isChosen: true,
  }))
}

export function movedDraft(drafts: readonly SubtaskDraft[], key: number, by: -1 | 1): SubtaskDraft[] {
  const from = drafts.findIndex((draft) => draft.key === key)
  const moved = [...drafts]
  const [draft] = moved.splice(from, 1)
  if (draft) moved.splice(Math.max(0, from + by), 0, draft)
  return moved
}

export function changedDraft(drafts: readonly SubtaskDraft[], key: number, change: Partial<SubtaskDraft>): SubtaskDraft[] {
  return drafts.map((draft) => (draft.key === key ? { ...draft, ...change } : draft))
}

/** The selected subtasks in their order, with dependencies as indexes among them. */
export function subtasksOf(drafts: readonly SubtaskDraft[]): Subtask[] {
  const chosen = drafts.filter(({ isChosen }) => isChosen)
  const placeOf = new Map(chosen.map(({ key }, place) => [key, place]))
  return chosen.map(({ title, acceptanceCriteria, points, dependsOn }) => ({
    title: title.trim(), acceptanceCriteria, points: points ?? 0,
    dependsOn: dependsOn.flatMap((key) => placeOf.get(key) ?? []).sort((one, other) => one - other),
  }))
}

/** The comparable part of the subtasks, as text. */
export function wordsOf(subtasks: readonly ShownSubtask[]): string {
  return subtasks
    .map(({ title, acceptanceCriteria, points, dependsOn }) => [title, ...(acceptanceCriteria ?? []), points ?? '', (dependsOn ?? []).join(' ')].join('\n'))
    .join('\n\n')
}
