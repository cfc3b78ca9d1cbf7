/**
 * Cuts Markdown into blocks that render the same together and separately, so that a growing text renders only its last block again.
 * Cuts are before an unindented line after an empty line, outside of fenced code: there only a list can continue, so its items
 * stay together. A text with definitions, `[name]: …`, stays whole, because other blocks may refer to them.
 *
 * While the text grows, a last line of dashes below another line is left out: most likely a list begins there, and the dash alone
 * would make a heading of the line above for a moment.
 */
export function markdownBlocks(text: string, isGrowing = false): string[] {
  if (/^ {0,3}\[[^\]\n]+\]:/m.test(text)) return [text]

  const blocks: string[] = []
  let fence: string | null = null
  let start = 0
  let position = 0
  let afterEmptyLine = false
  let isUnderline = false
  for (const line of text.split('\n')) {
    if (afterEmptyLine && fence === null && beginsBlock(line)) {
      blocks.push(text.slice(start, position))
      start = position
    }
    isUnderline = position > 0 && fence === null && !afterEmptyLine && /^ {0,3}(-+|=+) *$/.test(line)
    fence = fenceAfter(line, fence)
    afterEmptyLine = line.trim() === ''
    position += line.length + 1
  }
  blocks.push(text.slice(start, isGrowing && isUnderline ? text.lastIndexOf('\n') : undefined))
  return blocks
}

function beginsBlock(line: string): boolean {
  return /^\S/.test(line) && !/^(?:[-*+]|\d{1,9}[.)])(?:\s|$)/.test(line)
}

export function fenceAfter(line: string, open: string | null): string | null {
  const fence = /^\s*(?:(?:[-*+>]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})(.*)/.exec(line)
  if (!fence) return open
  const [, mark = '', rest = ''] = fence
  if (open === null) return mark
  return mark.startsWith(open) && rest.trim() === '' ? null : open
}
