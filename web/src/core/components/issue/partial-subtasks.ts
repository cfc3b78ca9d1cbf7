import { fenceAfter } from './markdown-blocks'
import type { ShownSubtask } from './results'

/** The part of a breakdown's Markdown that has arrived. */
export interface PartialBreakdown {
  /** The text before the first subtask. */
  introduction: string
  subtasks: ShownSubtask[]
}

// For lines without white space at their end: a pattern for that takes quadratic time when a model repeats spaces.
const HEADING = /^#{2,4}\s+\d{1,3}[.)]\s+(\S[^]*)/
const POINTS = /[((]\s*(\d+(?:[.,]\d+)?)[^()()\d]*[))]$/
const CRITERION = /^\s*[-*+]\s+\[[ xX]\]\s+(\S[^]*)/

/**
 * Reads the subtasks from the Markdown of a running response, since its JSON comes last. Only complete lines count, so
 * shown subtasks never change. Null before the first subtask.
 */
export function partialBreakdown(text: string): PartialBreakdown | null {
  const lines = text.split('\n').slice(0, -1)
  const subtasks: ShownSubtask[] = []
  const introduction: string[] = []
  let fence: string | null = null
  let isInSubtask = false
  for (const line of lines) {
    fence = fenceAfter(line, fence)
    const title = fence === null ? HEADING.exec(line.trimEnd())?.[1] : undefined
    if (title !== undefined) {
      subtasks.push(subtaskOf(title))
      isInSubtask = true
    } else if (fence === null && /^#{1,2}\s/.test(line)) {
      isInSubtask = false
    }
    if (subtasks.length === 0) introduction.push(line)
    const criterion = isInSubtask ? CRITERION.exec(line.trimEnd())?.[1] : undefined
    if (criterion !== undefined) subtasks.at(-1)?.acceptanceCriteria?.push(criterion)
  }
  return subtasks.length === 0 ? null : { introduction: introduction.join('\n').trim(), subtasks }
}

function subtaskOf(heading: string): ShownSubtask {
  const points = POINTS.exec(heading)?.[1]
  const title = heading.replace(POINTS, '').trimEnd()
  return { title, acceptanceCriteria: [], ...(points !== undefined && { points: Number(points.replace(',', '.')) }) }
}
