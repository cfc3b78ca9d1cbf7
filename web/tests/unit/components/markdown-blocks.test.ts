import { expect, test } from 'vitest'
import { markdownBlocks } from '../../../src/core/components/issue/markdown-blocks.js'

test.each([
  ['paragraphs', 'One.\n\nTwo.\nStill two.', ['One.\n\n', 'Two.\nStill two.']],
  ['headings', '## A\n\ntext\n\n## B', ['## A\n\n', 'text\n\n', '## B']],
  ['a list with empty lines between its items', '- a\n\n- b\n\n1. c', ['- a\n\n- b\n\n1. c']],
  ['a paragraph of a list item', '- a\n\n  more of a\n\nAfter.', ['- a\n\n  more of a\n\n', 'After.']],
  ['fenced code with empty lines', '```\na\n\nb\n```\n\nAfter.', ['```\na\n\nb\n```\n\n', 'After.']],
  ['a fence within a longer fence', '````\n```\n\nb\n```\n\nc\n````', ['````\n```\n\nb\n```\n\nc\n````']],
  ['a fence that another kind cannot close', '~~~\n```\n\nb\n~~~\n\nc', ['~~~\n```\n\nb\n~~~\n\n', 'c']],
  ['a fence in a list item', '- ```\n  a\n\nb', ['- ```\n  a\n\nb']],
  ['a fence that is not closed yet', 'One.\n\n```js\na\n\nb', ['One.\n\n', '```js\na\n\nb']],
  ['text with definitions', '[a]: https://example.com\n\nSee [a].', ['[a]: https://example.com\n\nSee [a].']],
  ['nothing', '', ['']],
])('cuts %s', (_, text, blocks) => {
  expect(markdownBlocks(text)).toEqual(blocks)
})

test('a growing text leaves its earlier blocks as they are', () => {
  const text = '## Title\n\nA paragraph.\n\n- one\n- two\n\n```\ncode\n\nmore\n```\n\nThe end.'
  const settled = markdownBlocks(text)

  for (let length = 1; length < text.length; length++) {
    const blocks = markdownBlocks(text.slice(0, length))
    expect(blocks.slice(0, -1)).toEqual(settled.slice(0, blocks.length - 1))
  }
})
