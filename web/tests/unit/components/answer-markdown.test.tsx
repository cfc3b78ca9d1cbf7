import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AnswerMarkdown } from '../../../src/core/components/issue/answer-markdown.js'
import { textsFor } from '../../../src/core/i18n/index.js'

function show(markdown: string, imageOrigins: string[] = [], isStreaming = false) {
  return render(
    <AnswerMarkdown texts={textsFor('en')} isStreaming={isStreaming} imageOrigins={imageOrigins}>
      {markdown}
    </AnswerMarkdown>,
  ).container
}

test('HTML is shown as the text it is', () => {
  const container = show('Before <img src="x" onerror="alert(1)"> <b onclick="alert(2)">bold</b>\n\n<script>alert(3)</script>')

  expect(container.querySelector('img, b, script, [onerror], [onclick]')).toBeNull()
  expect(container).toHaveTextContent('<img src="x" onerror="alert(1)">')
  expect(container).toHaveTextContent('<script>alert(3)</script>')
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java&#10;script:alert(1)',
  '&#1;javascript:alert(1)',
  'data:text/html;base64,PHNjcmlwdD4=',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.com/1',
  '/api/issues/1',
  '//evil.example/1',
  '#top',
])('a link to %s is no link', (url) => {
  const container = show(`[click](<${url}>)`)

  expect(container.querySelector('a, [href]')).toBeNull()
  expect(screen.getByText('click')).toBeInTheDocument()
})

test.each(['https://example.com/a?b=c#d', 'http://example.com', 'mailto:crew@example.com'])('a link to %s leads there and tells nothing', (url) => {
  show(`[click](${url})`)

  const link = screen.getByRole('link', { name: 'click' })
  expect(link).toHaveAttribute('href', url)
  expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow')
  expect(link).toHaveAttribute('target', '_blank')
})

test('an image is not loaded, but linked', () => {
  const container = show('![a chart](https://evil.example/pixel.png?issue=42)')

  expect(container.querySelector('img')).toBeNull()
  expect(screen.getByRole('link', { name: 'Image: a chart' })).toHaveAttribute('href', 'https://evil.example/pixel.png?issue=42')
})

test.each(['data:image/png;base64,iVBORw0KGgo=', 'javascript:alert(1)', 'mailto:a@example.com', 'pixel.png'])('an image from %s is a word', (url) => {
  const container = show(`![a chart](<${url}>)`, ['null'])

  expect(container.querySelector('img, a')).toBeNull()
  expect(container).toHaveTextContent('Image: a chart')
})

test('an image of an allowed origin is loaded, others of that host are not', () => {
  const container = show('![one](https://images.example/1.png) ![two](http://images.example/2.png)', ['https://images.example'])

  expect(container.querySelectorAll('img')).toHaveLength(1)
  expect(screen.getByAltText('one')).toHaveAttribute('referrerpolicy', 'no-referrer')
})

test('headings stand below the title of the card', () => {
  show('# One\n\n## Two\n\n### Three\n\n#### Four')

  expect(screen.getAllByRole('heading').map((heading) => heading.tagName)).toEqual(['H4', 'H4', 'H5', 'H6'])
})

test.each(['#', '## ', '### \n\ntext', '####'])('a heading without text is not shown: %j', (markdown) => {
  show(markdown)

  expect(screen.queryByRole('heading')).toBeNull()
})

test.each(['-', '- ', '=='])('a line is no heading while more than %j may follow below it', (begun) => {
  expect(show(`Steps:\n${begun}`, none, true)).toHaveTextContent(/^Steps:$/)
  expect(screen.queryByRole('heading')).toBeNull()

  show(`Steps:\n${begun}`)
  expect(screen.getAllByRole('heading')).toHaveLength(1)
})

test.each(['```\na: b\n---', 'text\n\n---'])('a dash that makes no heading is shown at once: %j', (markdown) => {
  const container = show(markdown, none, true)

  expect(container.querySelector('code')?.textContent ?? container.querySelector('hr')?.outerHTML).toMatch(/---|<hr>/)
})

test('a heading stays the same element while the text below it grows', () => {
  const words = (text: string) => (
    <AnswerMarkdown texts={textsFor('en')} isStreaming imageOrigins={none}>
      {text}
    </AnswerMarkdown>
  )
  const { rerender } = render(words('### Title\ntext'))
  const heading = screen.getByRole('heading')

  rerender(words('### Title\ntext grows'))

  expect(screen.getByRole('heading')).toBe(heading)
})

test('an empty header cell is no header', () => {
  show('| | a |\n|-|-:|\n| b | c |')

  expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['a'])
  expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['', 'b', 'c'])
})

test('a link without text is named by its address', () => {
  show('[](https://example.com/a)')

  expect(screen.getByRole('link', { name: 'https://example.com/a' })).toBeInTheDocument()
})

test('an image within a link is the name of the link', () => {
  show('[![build](https://images.example/badge.svg)](https://example.com)')

  const link = screen.getByRole('link', { name: 'Image: build' })
  expect(link).toHaveAttribute('href', 'https://example.com')
  expect(link.querySelector('a')).toBeNull()
})

test('a loaded image without a description names its link', () => {
  show('[![](https://images.example/badge.svg)](https://example.com)', ['https://images.example'])

  expect(screen.getByRole('link', { name: 'Image' })).toBeInTheDocument()
})

test('an image within a link is loaded from an allowed origin', () => {
  show('[![build](https://images.example/badge.svg)](https://example.com)', ['https://images.example'])

  expect(screen.getByRole('link', { name: 'build' }).querySelector('img')).not.toBeNull()
})

test('tasks say whether they are done', () => {
  const container = show('- [x] first\n- [ ] second')

  expect(container.querySelector('input')).toBeNull()
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['Done: first', 'To do: second'])
})

test('only the last block of a growing text is rendered anew', () => {
  const words = (text: string) => (
    <AnswerMarkdown texts={textsFor('en')} isStreaming imageOrigins={none}>
      {text}
    </AnswerMarkdown>
  )
  const { container, rerender } = render(words('First block.\n\nSecond'))
  const first = container.querySelector('p')!
  first.setAttribute('data-seen', '')

  rerender(words('First block.\n\nSecond block grows'))

  expect(container.querySelector('p')).toBe(first)
  expect(container).toHaveTextContent('Second block grows')
})

const none: string[] = []
