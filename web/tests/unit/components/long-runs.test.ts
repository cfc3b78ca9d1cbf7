import { expect, test } from 'vitest'
import { withoutNumbers } from '../../../src/core/components/issue/estimate-view.js'
import { markChanges, type HtmlNode } from '../../../src/core/components/issue/mark-changes.js'
import { markdownBlocks } from '../../../src/core/components/issue/markdown-blocks.js'
import { partialBreakdown } from '../../../src/core/components/issue/partial-subtasks.js'
import { sectionsOf, splitTitle } from '../../../src/core/components/issue/sections.js'

const LENGTH = 50_000

// Linear time is a few milliseconds here, quadratic time several seconds.
const LIMIT_MS = 1000

const runs = [' ', '\t', '-', '#', '*', '|', '`', '~', '[', ']', '(', '- ', '1. ', '(1'].map((piece) => piece.repeat(LENGTH / piece.length))
const beginnings = ['', '# ', '# a', '## 1. ', '## 1. a', '- [ ] a', '- ', '[a', 'a (1']
const texts = runs.flatMap((run) => beginnings.flatMap((before) => ['', 'b', '\rb'].map((after) => before + run + after)))

function mark(before: string, after: string): HtmlNode {
  const tree: HtmlNode = { type: 'root', children: [{ type: 'element', tagName: 'p', children: [{ type: 'text', value: after }] }] }
  markChanges(tree, before)
  return tree
}

test.each<[string, readonly string[], (text: string) => unknown]>([
  ['partialBreakdown', texts, (text) => partialBreakdown(`## 1. One\n${text}\n`)],
  ['sectionsOf', texts, sectionsOf],
  ['splitTitle', texts, splitTitle],
  ['markdownBlocks', texts, (text) => markdownBlocks(text, true)],
  ['withoutNumbers', texts, (text) => withoutNumbers(text, { points: 1 })],
  ['markChanges', [`x${' '.repeat(LENGTH)}y`], (text) => mark('a', text)],
])('%s takes linear time for a long run of one character', (_, given, read) => {
  for (const text of given) {
    const begin = performance.now()
    read(text)
    expect(performance.now() - begin, `${JSON.stringify(text.slice(0, 12))} … ${JSON.stringify(text.slice(-3))}`).toBeLessThan(LIMIT_MS)
  }
})

test('white space around titles and criteria is left out', () => {
  expect(partialBreakdown('Text.  \nMore.\n## 1. Find it (2 points) \t\n- [ ] Found  \n')).toEqual({
    introduction: 'Text.  \nMore.', subtasks: [{ title: 'Find it', points: 2, acceptanceCriteria: ['Found'] }],
  })
  expect(sectionsOf('#  One \r\nText.\n##\n### Three')).toEqual([{ heading: 'One', text: '#  One \r\nText.\n##\n### Three' }])
  expect(splitTitle('\n  ### Title  \r\n\nBody. \n')).toEqual({ title: 'Title', body: 'Body.' })
  expect(splitTitle('Body.')).toEqual({ title: null, body: 'Body.' })
})

test('white space around new words is not marked', () => {
  expect(mark('a d', 'a b c d').children?.[0]?.children?.map(({ value, children }) => value ?? children?.map(({ value }) => value))).toEqual(['a ', ['b c'], ' ', 'd'])
})
