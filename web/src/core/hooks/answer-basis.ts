import type { GenerateRequest, Issue } from '../transport/requests'

// A short hash identifies the input of a response, so that no browser keeps the issue's text.
const PLACE = 'issue-ai-basis'
const MOST = 100

/** The input of a request as a short hash; null if the request contains no part of the issue. */
export function basisOf({ title, description, labels, language }: Issue & Pick<GenerateRequest, 'language'>): string | null {
  if (description === undefined) return null
  return hash(JSON.stringify([title ?? '', description, labels ?? [], language ?? '']))
}

/** Stores the input's hash of a response in this browser. */
export function rememberBasis(responseId: string, basis: string): void {
  const all = read().filter(([id]) => id !== responseId)
  try {
    localStorage.setItem(PLACE, JSON.stringify([...all, [responseId, basis]].slice(-MOST)))
  } catch {
    // Storage is unavailable or full: after a reload the response isn't marked when its issue has changed.
  }
}

export function recallBasis(responseId: string): string | null {
  return read().find(([id]) => id === responseId)?.[1] ?? null
}

function read(): [responseId: string, basis: string][] {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '[]')
    return Array.isArray(known) ? (known as [string, string][]) : []
  } catch {
    // As above, or an invalid value.
    return []
  }
}

/** FNV-1a, twice with different offsets, for 64 bits. */
function hash(text: string): string {
  let one = 0x811c9dc5
  let other = 0x1000193
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    one = Math.imul(one ^ code, 0x01000193)
    other = Math.imul(other ^ code, 0x85ebca6b)
  }
  return (one >>> 0).toString(36) + (other >>> 0).toString(36)
}
