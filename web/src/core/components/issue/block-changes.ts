import { diffArrays } from 'diff/lib/diff/array.js'
import { isCostly } from './costly-markdown'
import { markdownBlocks } from './markdown-blocks'
import { piecesOf } from './text-changes'

/** A block of the later text, with the block that it was made from; null if there is none on that side. */
export interface BlockChange {
  before: string | null
  after: string | null
}

/** The changes from one Markdown text to another, block by block. */
export function blockChanges(before: string, after: string): BlockChange[] {
  const all: BlockChange[] = []
  let removed: string[] = []
  for (const { value, added, removed: isRemoved } of diffArrays(blocksOf(before), blocksOf(after))) {
    if (isRemoved) {
      removed = value
      continue
    }
    all.push(...(added ? paired(removed, value) : [...removed.map(gone), ...value.map((block) => ({ before: block, after: block }))]))
    removed = []
  }
  return [...all, ...removed.map(gone)]
}

function blocksOf(text: string): string[] {
  return markdownBlocks(text).map((block) => block.trim()).filter((block) => block !== '')
}

function gone(block: string): BlockChange {
  return { before: block, after: null }
}

/** Pairs each new block with the next earlier one that it may be made from. */
function paired(removed: readonly string[], added: readonly string[]): BlockChange[] {
  const all: BlockChange[] = []
  let next = 0
  for (const after of added) {
    const found = removed.findIndex((before, place) => place >= next && isAlike(before, after))
    if (found < 0) {
      all.push({ before: null, after })
      continue
    }
    all.push(...removed.slice(next, found).map(gone), { before: removed[found] ?? null, after })
    next = found + 1
  }
  return [...all, ...removed.slice(next).map(gone)]
}

const LEAST_SHARED = 0.25

function isAlike(before: string, after: string): boolean {
  // Words can't be marked in a block that is shown as plain text.
  if (kindOf(before) !== kindOf(after) || isCostly(before) || isCostly(after)) return false
  const one = wordsOf(before)
  const other = wordsOf(after)
  const shared = [...one].filter((word) => other.has(word)).length
  return shared >= LEAST_SHARED * Math.min(one.size, other.size)
}

function kindOf(block: string): string {
  if (/^#{1,6}\s/.test(block)) return 'heading'
  if (/^(?:[-*+]|\d{1,9}[.)])\s/.test(block)) return 'list'
  return /^(\||>|```|~~~)/.exec(block)?.[0] ?? 'text'
}

function wordsOf(text: string): Set<string> {
  return new Set(piecesOf(text.toLowerCase()).filter((piece) => /[\p{L}\p{N}]/u.test(piece)))
}
