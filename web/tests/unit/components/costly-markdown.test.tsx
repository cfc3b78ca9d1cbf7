import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { isCostly } from '../../../src/core/components/issue/costly-markdown.js'
import { AnswerMarkdown, VersionDiff } from '../../../src/index.js'

// As plain text, a few milliseconds. Parsed, most of these take several seconds.
const LIMIT_MS = 2000

type Named = [name: string, text: string]

const nested = ['>', '> ', '- ', '* ', '+ ', '1. ', '2) ', '>- ', '[^a]: ', '[^a]: - '].map((piece): Named => [piece, `${piece.repeat(3000)}a`])
const indented = Array.from({ length: 1000 }, (_, level) => `${' '.repeat(2 * level)}- a`).join('\n')
const runs = [
  ']', '[', '![', '[a]', '[a](', '](a)', '](<', '[a][', '[^a]', '*', '_', '**a', 'a*', '*_', 'a**b*', '`a', '~~a ', '|', '<', '<!--', '<![CDATA[',
  '<http://a', '&', '(', 'x@y.z ', 'http://a.b ', '- a\n', '> a\n', '- [ ] a\n', '|a', '[a]: b\n', '# a\n',
].map((piece): Named => [piece, piece.repeat(16_000)])
const table = `${'|a'.repeat(500)}\n${'|-'.repeat(500)}\n${'|\n'.repeat(500)}`

test.each<Named>([
  ...nested, ['indented items', indented], ['quotes in an item', `- a\n\n  ${'>'.repeat(3000)}a`], ['items in a quote', `> a\n> ${'- '.repeat(3000)}a`],
])('deep nesting is shown as the text it is: %j', (_, text) => {
  const { container } = render(<AnswerMarkdown>{text}</AnswerMarkdown>)

  expect(container.querySelector('.iai-plain')).toHaveTextContent(text, { normalizeWhitespace: false })
})

test.each<Named>([...runs, ['a table of many columns', table]])('a long run takes no time: %j', (_, run) => {
  for (const text of [run, `Some text ${run} and more.`]) {
    const begin = performance.now()
    const { unmount } = render(<AnswerMarkdown>{text}</AnswerMarkdown>)
    expect(performance.now() - begin).toBeLessThan(LIMIT_MS)
    unmount()
  }
})

test('the deepest text that is parsed can be rendered', () => {
  const { container } = render(<AnswerMarkdown>{`${'*a '.repeat(450)}${'b* '.repeat(450)}`}</AnswerMarkdown>)

  expect(container.querySelectorAll('em')).toHaveLength(450)
})

test('only the costly block is plain', () => {
  const { container } = render(<AnswerMarkdown>{`**One**\n\n${']'.repeat(9000)}\n\n**Two**`}</AnswerMarkdown>)

  expect([...container.querySelectorAll('strong')].map((word) => word.textContent)).toEqual(['One', 'Two'])
  expect(container.querySelectorAll('.iai-plain')).toHaveLength(1)
})

test.each(['> ', ']'])('a comparison shows a costly block as replaced: %j', (piece) => {
  const run = piece.repeat(9000)
  for (const [before, after] of [[`One ${run}`, 'One two'], ['One two', `One ${run}`], [`${run}one`, `${run}two`]] as const) {
    const { container, unmount } = render(<VersionDiff before={before} after={after} />)
    expect(container.querySelector('del')).toHaveTextContent(before.trim())
    expect(container.querySelector('ins')).toHaveTextContent(after.trim())
    unmount()
  }
})

test.each([
  ['a long list', '- **Title**: do `this`, see [that](https://example.com/a)\n'.repeat(100)],
  ['a long table', `|a|b|c|d|e|\n|-|-|-|-|-|\n${'|one|`two`|**three**|four|five|\n'.repeat(100)}`],
  ['a long paragraph', 'Some words, *emphasised* now and then. '.repeat(200)],
  ['nested lists', Array.from({ length: 100 }, (_, line) => `${'    '.repeat(line % 6)}- [ ] a`).join('\n')],
  ['nested quotes', `${'> '.repeat(10)}a`],
  ['lines of one character', ['-', '=', '*', '#'].map((mark) => mark.repeat(120)).join('\n\n')],
  ['code', `Log:\n\`\`\`json\n${'  [{ "a": *b*, <c>_d_ }],\n'.repeat(5000)}\`\`\`\nAfter.`],
])('%s is no costly text', (_, text) => {
  expect(isCostly(text)).toBe(false)
})

const run = ']'.repeat(9000)

test.each([
  ['before code', `${run}\n\`\`\`\na`],
  ['after code', `\`\`\`\na\n\`\`\`\n${run}`],
  ['after code with another line ending', `~~~\r~~~\r\n${run}`],
  ['after code that an indented mark leaves open', `\`\`\`\n    \`\`\`\n\`\`\`\n${run}`],
  ['after code in a list item', `- \`\`\`\n${run}`],
  ['after marks in HTML', `<div>\n\`\`\`\n\n${run}`],
  ['after code with an indented beginning', ` \`\`\`\n\`\`\`\n${run}`],
  ['after inline code', `\`\`\`a\`b\n${run}`],
])('a run %s is costly', (_, text) => {
  expect(isCostly(text)).toBe(true)
})

test('a growing text becomes plain once, and stays so', () => {
  const text = `- One **two**\n\n\`\`\`\ncode\n\`\`\`\n${'| *a* | [b](c)\n> - d\n<!-- e -->\n\n'.repeat(120)}`
  const forms = Array.from({ length: text.length }, (_, length) => isCostly(text.slice(0, length)))

  expect(forms.at(-1)).toBe(true)
  expect(forms.lastIndexOf(false)).toBe(forms.indexOf(true) - 1)
})
