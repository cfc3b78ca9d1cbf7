import { fenceAfter } from './markdown-blocks'

/** A part of a Markdown text, with its heading; the part before the first heading has none. */
export interface Section {
  heading: string | null
  /** All of it, heading included. */
  text: string
}

/** Cuts a text before each heading of levels 1 and 2. */
export function sectionsOf(text: string): Section[] {
  const sections: { heading: string | null; lines: string[] }[] = [{ heading: null, lines: [] }]
  let fence: string | null = null
  for (const line of text.split('\n')) {
    fence = fenceAfter(line, fence)
    const heading = fence === null ? headingOf(line, 2) : undefined
    if (heading !== undefined) sections.push({ heading, lines: [] })
    sections.at(-1)?.lines.push(line)
  }
  return sections.map(({ heading, lines }) => ({ heading, text: lines.join('\n').trim() })).filter(({ text }) => text !== '')
}

/** The title at the beginning of a text, and the rest. */
export function splitTitle(text: string): { title: string | null; body: string } {
  const all = text.trim()
  const [line = ''] = all.split('\n', 1)
  const title = headingOf(line, 6)
  return title === undefined ? { title: null, body: all } : { title, body: all.slice(line.length).trim() }
}

// The end is trimmed first: a pattern for it takes quadratic time when a model repeats spaces.
function headingOf(line: string, mostLevels: number): string | undefined {
  const [, marks = '', heading] = /^(#{1,6})\s+(\S[^]*)/.exec(line.trimEnd()) ?? []
  return marks.length <= mostLevels ? heading : undefined
}

/** Merges sections into a text: they replace those with the same heading, or are appended. */
export function withSections(text: string, chosen: readonly Section[]): string {
  const sections = sectionsOf(text)
  for (const section of chosen) {
    const place = sections.findIndex(({ heading }) => heading?.toLowerCase() === section.heading?.toLowerCase())
    if (place >= 0 && section.heading !== null) sections[place] = section
    else sections.push(section)
  }
  return sections.map((section) => section.text).join('\n\n')
}
