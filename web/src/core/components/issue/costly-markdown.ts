// Deeper nesting overflows the parser's stack, from some 2,000 levels on. Readers can't follow more than a few.
const MOST_LEVELS = 50
const MOST_INDENT = 100

// The parser takes about 100 ms for most blocks of this cost, and quadratically longer for larger ones.
const MOST_COST = 2000

// What makes the parser look for the other end of something, or makes an element.
const MARK = /[[\]*_~`<&@\\]|:\/\/|www\./g
// Emphasis nests, so that each mark costs more than the one before.
const EMPHASIS = /[*_~]/g
// Nested images are read once per level, and a comment's end is searched up to the end of the block.
const HEAVY_MARK = /!\[|<[!?]/g
const HEAVY_COST = 10
// Counted anywhere in a line: after `[^a]:`, for example, lists begin as well. Between two counted ones, one at most isn't.
const CONTAINER = />|\]:|(?:^|\s)(?:[*+-]|\d{1,9}[.)])(?=\s|$)/g

/**
 * Whether a block of Markdown may overflow the parser's stack, or freeze the page. A model repeats a character without end at times,
 * and an issue's author may make it do so. A text that grows costs more and more, so the answer changes only once.
 */
export function isCostly(block: string): boolean {
  let cost = 0
  let columns = 0
  for (const line of parsedLines(block)) {
    const indent = /^[\s>]*/.exec(line)?.[0].length ?? 0
    const levels = count(line, CONTAINER)
    if (levels > MOST_LEVELS || indent > MOST_INDENT) return true

    // Each row of a table gets as many cells as its widest one. An empty line ends a table.
    columns = line.trim() === '' ? 0 : Math.max(columns, count(line, /\|/g))
    const marks = count(line, MARK) + count(line, EMPHASIS) + HEAVY_COST * count(line, HEAVY_MARK)
    cost += 1 + levels + indent / 4 + columns + marks + line.length / 50
    if (cost > MOST_COST) return true
  }
  return false
}

/**
 * The lines outside of fenced code, which costs nothing. Only unindented fences are certain to begin or end code: after HTML or an
 * indented fence, all lines count.
 */
function* parsedLines(block: string): Generator<string> {
  let fence: string | undefined
  let isUncertain = false
  for (const line of block.split(/\r\n?|\n/)) {
    if (fence !== undefined) {
      if (/^ {0,3}(`+|~+)[ \t]*$/.exec(line)?.[1]?.startsWith(fence)) fence = undefined
      continue
    }
    isUncertain ||= /^ {0,3}<|^ {1,3}(?:```|~~~)/.test(line)
    if (!isUncertain) fence = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[0]
    yield line
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
