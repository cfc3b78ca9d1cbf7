import { diffArrays } from 'diff/lib/diff/array.js'

// A comparison of two long texts with nothing in common is slow, and its result is useless.
const LIMIT_MS = 250

/** A kept or added piece of the later text, or a deleted piece of the earlier one. */
export interface TextChange {
  kind: 'kept' | 'added' | 'removed'
  text: string
}

/** The changes from one text to another, word by word. The kept and added parts together are the later text. */
export function textChanges(before: string, after: string): TextChange[] {
  const changes = diffArrays(piecesOf(before), piecesOf(after), { timeout: LIMIT_MS })
  if (!changes) return [{ kind: 'removed', text: before }, { kind: 'added', text: after }]
  return joined(changes.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'kept', text: value.join('') })))
}

// A word in any script with spaces; a character of scripts without spaces; white space; or any other character.
const PIECE = /\n|[^\S\n]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{N}_])+|[^]/gu

/** A text, cut into words, white space and other characters. */
export function piecesOf(text: string): string[] {
  return text.match(PIECE) ?? []
}

/** From 0, nothing was changed, to 1, nothing was kept. */
export function editDistance(before: string, after: string): number {
  const length = before.length + after.length
  if (length === 0) return 0
  const changed = textChanges(before, after).reduce((sum, { kind, text }) => (kind === 'kept' ? sum : sum + text.length), 0)
  return Math.round((changed / length) * 1000) / 1000
}

/** Merges consecutive changed words into one change, with the deleted words before the added ones. */
function joined(changes: readonly TextChange[]): TextChange[] {
  const all: TextChange[] = []
  let removed = ''
  let added = ''
  const flush = (): void => {
    if (removed !== '') all.push({ kind: 'removed', text: removed })
    if (added !== '') all.push({ kind: 'added', text: added })
    removed = added = ''
  }
  changes.forEach(({ kind, text }, place) => {
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else if (removed !== '' && added !== '' && /^[^\S\n]+$/.test(text) && place < changes.length - 1) {
      removed += text
      added += text
    } else {
      flush()
      all.push({ kind, text })
    }
  })
  flush()
  return all
}
