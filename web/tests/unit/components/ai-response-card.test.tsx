import { act, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { AIResponseCard, AIStreamError, type AIResponseCardProps } from '../../../src/index.js'

function card(props: Partial<AIResponseCardProps> = {}) {
  return <AIResponseCard title="Refined issue" content="Some **text**." {...props} />
}

test('with a title, a text, a number and a way to a new version it is complete', async () => {
  const onRegenerate = vi.fn()
  render(card({ confidence: 95, onRegenerate, isRegenerating: false }))

  expect(screen.getByRole('article', { name: 'Refined issue' })).toHaveAttribute('aria-busy', 'false')
  expect(screen.getByText('text').tagName).toBe('STRONG')
  expect(screen.getByText('High confidence, 95 percent')).toBeInTheDocument()

  await userEvent.click(screen.getByRole('button', { name: 'Regenerate' }))
  expect(onRegenerate).toHaveBeenCalledExactlyOnceWith()
})

test('a wish goes with the next version, by button or Enter, and is gone then', async () => {
  const onRegenerate = vi.fn()
  render(card({ onRegenerate, takesWish: true }))
  const wish = screen.getByRole('textbox', { name: 'Instructions for the next version' })

  await userEvent.type(wish, ' shorter ')
  await userEvent.click(screen.getByRole('button', { name: 'Regenerate' }))
  await userEvent.type(wish, 'longer{Enter}')

  expect(onRegenerate.mock.calls).toEqual([['shorter'], ['longer']])
  expect(wish).toHaveValue('')
})

test('while a new version is written there is no confidence, and only Stop can be pressed', () => {
  const { rerender } = render(card({ confidence: 95, isRegenerating: true, onRegenerate: vi.fn(), onRate: vi.fn() }))

  expect(screen.getByRole('article')).toHaveAttribute('aria-busy', 'true')
  expect(document.querySelector('[data-confidence]')).toBeNull()
  expect(screen.getByRole('button', { name: 'Regenerate' })).toHaveAttribute('aria-disabled', 'true')
  expect(screen.queryByRole('button', { name: 'Good answer' })).toBeNull()

  rerender(card({ isRegenerating: true, onRegenerate: vi.fn(), onStop: vi.fn() }))
  expect(screen.getByRole('button', { name: 'Stop' })).toBeEnabled()
})

test('the focus moves from Stop to Regenerate at the end', async () => {
  const { rerender } = render(card({ status: 'streaming', onRegenerate: vi.fn(), onStop: vi.fn() }))
  screen.getByRole('button', { name: 'Stop' }).focus()

  rerender(card({ status: 'completed', onRegenerate: vi.fn(), onStop: vi.fn() }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Regenerate' })).toHaveFocus())
})

test('the focus moves from Regenerate to Try again when the first response fails', async () => {
  const { rerender } = render(card({ status: 'streaming', onRegenerate: vi.fn(), onRetry: vi.fn() }))
  screen.getByRole('button', { name: 'Regenerate' }).focus()

  const error = new AIStreamError('Down.', { code: 'upstream_unavailable', retryable: true })
  rerender(card({ status: 'failed', error, onRetry: vi.fn() }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Try again' })).toHaveFocus())
})

test('a key held on Regenerate asks once', async () => {
  const onRegenerate = vi.fn()
  render(card({ onRegenerate, onStop: vi.fn() }))
  screen.getByRole('button', { name: 'Regenerate' }).focus()

  await userEvent.keyboard('{Enter>10/}')
  expect(onRegenerate).toHaveBeenCalledOnce()
  await userEvent.keyboard('{ >10/}')
  expect(onRegenerate).toHaveBeenCalledTimes(2)
})

test('a key held in the wish field asks once', async () => {
  const onRegenerate = vi.fn()
  render(card({ onRegenerate, takesWish: true }))

  await userEvent.type(screen.getByRole('textbox'), 'shorter{Enter>10/}')

  expect(onRegenerate).toHaveBeenCalledExactlyOnceWith('shorter')
})

test('Enter in the wish field leaves the focus there, while the new version is written and after', async () => {
  const props = { takesWish: true, onStop: vi.fn() }
  const onRegenerate = vi.fn(() => rerender(card({ ...props, status: 'connecting', onRegenerate })))
  const { rerender } = render(card({ ...props, onRegenerate }))
  const wish = screen.getByRole('textbox')

  await userEvent.type(wish, 'shorter{Enter}')
  expect(wish).toHaveFocus()
  await userEvent.type(wish, 'and more{Enter}')
  expect(onRegenerate).toHaveBeenCalledOnce()

  rerender(card({ ...props, status: 'completed', onRegenerate }))
  expect(wish).toHaveFocus()
  expect(wish).toHaveValue('and more')
})

test('there is no wish field where a wish would be lost', () => {
  render(card({ onRegenerate: () => {} }))

  expect(screen.getByRole('button', { name: 'Regenerate' })).toBeInTheDocument()
  expect(screen.queryByRole('textbox')).toBeNull()
})

const truncated = { responseId: 'r1', timestamp: '2026-01-15T10:00:00Z', cached: false, finishReason: 'length' }

test('an answer that was cut off says so, to the eye and the ear, and offers a shorter one', async () => {
  const onRegenerate = vi.fn()
  const { rerender } = render(card({ status: 'streaming', onRegenerate, takesWish: true }))
  expect(screen.queryByText(/cut off/)).toBeNull()

  rerender(card({ status: 'completed', metadata: truncated, onRegenerate, takesWish: true }))
  expect(screen.getByText('This answer was cut off because it became too long.')).toBeVisible()
  expect(screen.getByRole('status')).toHaveTextContent('Refined issue: the answer was cut off because it became too long.')

  await userEvent.click(screen.getByRole('button', { name: 'Write it shorter' }))
  expect(onRegenerate).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('shorter'))
})

test('one live region announces everything; it is there from the start and outside of busy elements', () => {
  const { rerender } = render(card({ status: 'idle' }))
  const region = screen.getByRole('status')
  const said: string[] = []
  const show = (props: Partial<AIResponseCardProps>) => {
    rerender(card(props))
    said.push(region.textContent)
  }

  show({ status: 'connecting' })
  show({ status: 'streaming' })
  show({ status: 'reconnecting' })
  show({ status: 'streaming' })
  show({ status: 'failed', error: new AIStreamError('x', { code: 'upstream_timeout', retryable: true }) })
  show({ status: 'connecting' })
  show({ status: 'completed' })
  show({ status: 'connecting' })
  show({ status: 'cancelled' })

  expect(screen.getByRole('status')).toBe(region)
  expect(region.closest('[aria-busy]')).toBeNull()
  expect(document.querySelectorAll('[aria-live]')).toHaveLength(1)
  expect(said.map((words) => words.replace('Refined issue: ', ''))).toEqual([
    'the answer is being written.',
    'the answer is being written.',
    'the connection was lost. Reconnecting.',
    'the connection was lost. Reconnecting.',
    'the answer failed. The model took too long. Try again.',
    'the answer is being written.',
    'the answer is complete.',
    'the answer is being written.',
    'stopped.',
  ])
})

test('copying is announced by the same region', async () => {
  const user = userEvent.setup()
  render(card())

  await user.click(screen.getByRole('button', { name: 'Copy' }))

  expect(screen.getByRole('status')).toHaveTextContent('Copied')
})

test('"Incomplete" stands above text only', () => {
  const error = new AIStreamError('x', { code: 'upstream_timeout', retryable: true })
  const { rerender } = render(card({ status: 'failed', error, content: '' }))
  expect(screen.queryByText('Incomplete')).toBeNull()

  rerender(card({ status: 'failed', error, content: 'Half' }))
  expect(screen.getByText('Incomplete')).toBeInTheDocument()
})

test('a double click on Regenerate does not stop the new version', async () => {
  const onStop = vi.fn()
  const onRegenerate = vi.fn(() => rerender(card({ status: 'connecting', onRegenerate, onStop })))
  const { rerender } = render(card({ onRegenerate, onStop }))

  await userEvent.dblClick(screen.getByRole('button', { name: 'Regenerate' }))

  expect(onRegenerate).toHaveBeenCalledOnce()
  expect(onStop).not.toHaveBeenCalled()
})

test('a screen reader hears of the beginning and the end, and of nothing between', () => {
  const { rerender } = render(card({ content: '', status: 'connecting' }))
  const status = screen.getByRole('status')
  expect(status).toHaveTextContent('Refined issue: the answer is being written.')
  const spoken = vi.fn()
  const observer = new MutationObserver(spoken)
  observer.observe(status, { childList: true, characterData: true, subtree: true })

  for (const content of ['One', 'One two', 'One two three']) rerender(card({ content, status: 'streaming' }))
  expect(observer.takeRecords()).toEqual([])
  expect(screen.getByText('One two three').closest('[aria-live]')).toBeNull()

  rerender(card({ content: 'One two three', status: 'completed', confidence: 80 }))
  expect(status).toHaveTextContent('Refined issue: the answer is complete.')
})

test('a card that is complete from the start announces nothing', () => {
  render(card())

  for (const status of screen.getAllByRole('status')) expect(status).toBeEmptyDOMElement()
})

test('a failure is told in the reader’s words, with a way to try again', async () => {
  const onRetry = vi.fn()
  const error = new AIStreamError('The model is busy.', { code: 'upstream_rate_limited', retryable: true, retryAfterSeconds: 5 })
  render(card({ status: 'failed', error, onRetry, onRegenerate: vi.fn(), locale: 'vi' }))

  expect(screen.getByText('Mô hình đang nhận quá nhiều yêu cầu.')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Thử lại' }))
  expect(onRetry).toHaveBeenCalledOnce()
})

test('the recommended wait is counted down, and an earlier retry is possible', () => {
  vi.useFakeTimers()
  try {
    const error = new AIStreamError('The model is busy.', { code: 'upstream_rate_limited', retryable: true, retryAfterSeconds: 2 })
    render(card({ status: 'failed', error, onRetry: vi.fn() }))
    expect(screen.getByText('Try again in 2 s.')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled()

    act(() => void vi.advanceTimersByTime(1000))
    expect(screen.getByText('Try again in 1 s.')).toBeInTheDocument()

    act(() => void vi.advanceTimersByTime(1000))
    expect(screen.queryByText(/Try again in/)).toBeNull()
    expect(screen.getByText('Try again.')).toBeInTheDocument()
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('a failure that stays offers nothing to try again, and one that is new its own message', () => {
  const error = new AIStreamError('Something else.', { code: 'unheard_of', retryable: false })
  render(card({ status: 'failed', error, onRetry: vi.fn() }))

  expect(screen.getByText('Something went wrong. Tell the people who run this tracker.')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})

test('a failure is announced with its reason and the wait before another try', () => {
  const { rerender } = render(card({ status: 'streaming' }))

  rerender(card({ status: 'failed', error: new AIStreamError('x', { code: 'upstream_rate_limited', retryable: true, retryAfterSeconds: 5 }) }))

  expect(screen.getByRole('status')).toHaveTextContent('The model has too many requests at the moment. Try again in 5 s.')
})

test('a stopped answer keeps its text and is marked', () => {
  render(card({ status: 'cancelled' }))

  expect(screen.getByText('Stopped')).toBeInTheDocument()
  expect(document.querySelector('[data-confidence]')).toBeNull()
  expect(screen.getByText('text')).toBeInTheDocument()
})

test('versions can be selected and compared with the previous one', async () => {
  const onSelect = vi.fn()
  const versions = { index: 1, count: 3, onSelect, previousText: 'The **Pay** button fails.' }
  render(card({ content: 'The **Pay** button does nothing.', versions }))

  expect(screen.getByText('Version 2 of 3')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Previous version' }))
  await userEvent.click(screen.getByRole('button', { name: 'Next version' }))
  expect(onSelect.mock.calls).toEqual([[0], [2]])

  const changes = screen.getByRole('button', { name: 'Show changes' })
  await userEvent.click(changes)
  expect(changes).toHaveAttribute('aria-pressed', 'true')
  expect(screen.getByRole('deletion')).toHaveTextContent('fails')
  expect(screen.getByRole('insertion')).toHaveTextContent('does nothing')
  expect(screen.getByText('Pay').tagName).toBe('STRONG')
})

test('a version is compared with any other, and the first one with the issue’s own text', async () => {
  const texts = ['First words.', 'Second words.', 'Third words.']
  const versions = (index: number) => ({ index, count: 3, onSelect: vi.fn(), texts })
  const { rerender } = render(card({ content: texts[0]!, versions: versions(0), issueText: 'Own words.' }))
  await userEvent.click(screen.getByRole('button', { name: 'Show changes' }))
  expect(screen.getByRole('deletion')).toHaveTextContent('Own')

  rerender(card({ content: texts[2]!, versions: versions(2), issueText: 'Own words.' }))
  const base = screen.getByRole('combobox', { name: 'Compared with' })
  expect([...base.querySelectorAll('option')].map((option) => option.textContent)).toEqual(['Version 2', 'Version 1', 'The issue’s own text'])
  await userEvent.selectOptions(base, 'Version 1')
  expect(screen.getByRole('deletion')).toHaveTextContent('First')
})

test('the first version has nothing before it', async () => {
  const onSelect = vi.fn()
  render(card({ versions: { index: 0, count: 2, onSelect, previousText: null } }))
  const previous = screen.getByRole('button', { name: 'Previous version' })

  await userEvent.click(previous)

  expect(previous).toHaveAttribute('aria-disabled', 'true')
  expect(onSelect).not.toHaveBeenCalled()
  expect(screen.queryByRole('button', { name: 'Show changes' })).toBeNull()
})

test('one version is no choice', () => {
  render(card({ versions: { index: 0, count: 1, onSelect: vi.fn(), previousText: null } }))

  expect(screen.queryByText(/Version 1/)).toBeNull()
})

test('the text is copied as it was written', async () => {
  const user = userEvent.setup()
  render(card({ content: '## Title\n\n- one' }))

  await user.click(screen.getByRole('button', { name: 'Copy' }))

  expect(await navigator.clipboard.readText()).toBe('## Title\n\n- one')
  expect(screen.getByRole('button', { name: 'Copied' })).toBeInTheDocument()
})

test('a clipboard that refuses is told of', async () => {
  const user = userEvent.setup()
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('No', 'NotAllowedError'))
  render(card())

  await user.click(screen.getByRole('button', { name: 'Copy' }))

  expect(screen.getByRole('button', { name: 'Could not copy' })).toBeInTheDocument()
})

test('a rating is given, shown and may fail', async () => {
  const onRate = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('down'))
  render(card({ rating: 'down', onRate }))

  expect(screen.getByRole('button', { name: 'Bad answer' })).toHaveAttribute('aria-pressed', 'true')
  await userEvent.click(screen.getByRole('button', { name: 'Good answer' }))
  expect(onRate).toHaveBeenLastCalledWith('up')
  expect(screen.queryByRole('alert')).toBeNull()

  await userEvent.click(screen.getByRole('button', { name: 'Good answer' }))
  expect(screen.getByRole('alert')).toHaveTextContent('could not be saved')
})

test('an estimate shows its points, range and assumptions', () => {
  render(card({ result: { points: 5, range: [3, 8], assumptions: ['The API stays.'] } }))

  expect(screen.getByText('5').tagName).toBe('STRONG')
  expect(screen.getByText('Between 3 and 8')).toBeInTheDocument()
  expect(screen.getByText('The API stays.')).toBeInTheDocument()
})

test('an assumption that the text contains is not repeated', () => {
  render(card({ content: '- The API stays.', result: { points: 5, range: [3, 8], assumptions: ['The API stays.', 'Nobody is ill.'] } }))

  expect(screen.getAllByText('The API stays.')).toHaveLength(1)
  expect(screen.getByText('Nobody is ill.')).toBeInTheDocument()
})

test('hours are shown where the model names some', () => {
  render(card({ result: { points: 5, range: [3, 8], hours: 12, assumptions: [] } }))

  expect(screen.getByText('About 12 hours of work')).toBeInTheDocument()
})

test('a result is shown although something is left out', () => {
  const { rerender } = render(card({ result: { points: 5 } }))
  expect(screen.getByText('5').tagName).toBe('STRONG')

  rerender(card({ result: { subtasks: [{ title: 'Add a table' }] } }))
  expect(screen.getByRole('checkbox', { name: 'Add a table' })).toBeInTheDocument()
  expect(screen.getByText('1 subtask')).toBeInTheDocument()
})

test('a breakdown is a checklist, with the text behind it', async () => {
  const subtasks = [
    { title: 'Add a table', acceptanceCriteria: ['It has an index'], points: 2, dependsOn: [] },
    { title: 'Fill it', acceptanceCriteria: [], points: 1, dependsOn: [0] },
  ]
  render(card({ result: { subtasks } }))

  expect(screen.getByText('2 subtasks · 3 points')).toBeInTheDocument()
  const [first, second] = screen.getAllByRole('listitem').filter((item) => item.classList.contains('iai-subtask'))
  expect(within(first!).getByText('It has an index')).toBeInTheDocument()
  expect(within(second!).getByText('1 point · After 1')).toBeInTheDocument()

  await userEvent.click(screen.getByRole('checkbox', { name: 'Fill it' }))
  expect(screen.getByRole('checkbox', { name: 'Fill it' })).toBeChecked()
  expect(screen.getByRole('checkbox', { name: 'Add a table' })).not.toBeChecked()
  expect(screen.getByText('The whole text')).toBeInTheDocument()
})

test.each([
  'text', 5, [], {}, { range: [1, 2] }, { points: '5', range: [1, 2], assumptions: [] }, { points: 5, range: [1], assumptions: [] },
  { subtasks: [{ points: 1 }] }, { subtasks: {} }, { points: 5, range: [3, 8], hours: 'ten', assumptions: [] }, { points: 5, range: [3, 8], assumptions: [{}] },
])('a result that is not as described is left aside: %j', (result) => {
  render(card({ result }))

  expect(document.querySelector('.iai-estimate, .iai-breakdown')).toBeNull()
  expect(screen.getByText('text')).toBeInTheDocument()
})
