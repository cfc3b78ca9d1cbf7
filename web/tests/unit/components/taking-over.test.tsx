import { render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { AIResponseCard, type AcceptedRefinement, type AIResponseCardProps, type CreateSubtasks, type Subtask, type SubtaskOutcome } from '../../../src/index.js'

const refined = '# Pay fails\n\n## Context\nSince Tuesday.\n\n## Acceptance criteria\n- [ ] Pays'

function card(props: Partial<AIResponseCardProps>) {
  return <AIResponseCard title="Answer" content={refined} {...props} />
}

test('a refinement is used as it is, and taken back', async () => {
  const undo = vi.fn()
  const onUseRefinement = vi.fn<(accepted: AcceptedRefinement) => () => void>(() => undo)
  const onAccept = vi.fn()
  render(card({ onUseRefinement, onAccept }))

  await userEvent.click(screen.getByRole('button', { name: 'Use this text' }))
  expect(onUseRefinement).toHaveBeenCalledExactlyOnceWith({
    title: 'Pay fails', description: '## Context\nSince Tuesday.\n\n## Acceptance criteria\n- [ ] Pays', acceptanceCriteria: [],
    sections: ['## Context\nSince Tuesday.', '## Acceptance criteria\n- [ ] Pays'], isWhole: true, editDistance: 0,
  })
  expect(await screen.findByText('Applied to the issue.', { selector: '.iai-taken span' })).toBeInTheDocument()
  expect(screen.getByRole('status')).toHaveTextContent('Applied to the issue.')

  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(undo).toHaveBeenCalledOnce()
  expect(await screen.findByRole('button', { name: 'Use this text' })).toHaveFocus()
  expect(onAccept.mock.calls).toEqual([[true, 0], [false]])
})

test('a refinement is used in part, edited, within the issue’s own text', async () => {
  const onUseRefinement = vi.fn<(accepted: AcceptedRefinement) => void>()
  const onAccept = vi.fn()
  render(card({ onUseRefinement, onAccept, issueText: '# My title\n\nMy words.\n\n## Context\nOld.' }))

  await userEvent.click(screen.getByRole('button', { name: 'Edit or choose' }))
  await userEvent.click(screen.getByRole('checkbox', { name: 'Title' }))
  await userEvent.click(screen.getByRole('checkbox', { name: 'Acceptance criteria' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Context' }), ' At noon.')
  await userEvent.click(screen.getByRole('button', { name: 'Use 1 section' }))

  expect(onUseRefinement).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({
    title: null, description: 'My words.\n\n## Context\nSince Tuesday. At noon.', isWhole: false,
  }))
  const distance = onUseRefinement.mock.calls[0]![0].editDistance
  expect(distance).toBeGreaterThan(0)
  expect(distance).toBeLessThan(1)
  await waitFor(() => expect(onAccept).toHaveBeenCalledExactlyOnceWith(true, distance))
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
})

test('a failure to take over is reported, and can be retried', async () => {
  const onUseRefinement = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValueOnce(undefined)
  const onAccept = vi.fn()
  render(card({ onUseRefinement, onAccept }))

  await userEvent.click(screen.getByRole('button', { name: 'Use this text' }))
  expect(await screen.findByText('The issue could not be changed. Try again.', { selector: '.iai-error' })).toBeInTheDocument()
  expect(onAccept).not.toHaveBeenCalled()

  await userEvent.click(screen.getByRole('button', { name: 'Use this text' }))
  expect(await screen.findByText('Applied to the issue.', { selector: '.iai-taken span' })).toBeInTheDocument()
})

test('the user’s edits stay until the tracker has them', async () => {
  let settle!: { resolve: () => void; reject: (failure: Error) => void }
  const onUseRefinement = () => new Promise<void>((resolve, reject) => (settle = { resolve, reject }))
  render(card({ onUseRefinement }))
  await userEvent.click(screen.getByRole('button', { name: 'Edit or choose' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Context' }), ' At noon.')

  await userEvent.click(screen.getByRole('button', { name: 'Use all of it' }))
  expect(screen.getByRole('textbox', { name: 'Context' })).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Cancel' })).toHaveAttribute('aria-disabled', 'true')
  settle.reject(new Error('offline'))
  await screen.findByText('The issue could not be changed. Try again.', { selector: '.iai-error' })
  expect(screen.getByRole('textbox', { name: 'Context' })).toHaveValue('## Context\nSince Tuesday. At noon.')

  await userEvent.click(screen.getByRole('button', { name: 'Use all of it' }))
  settle.resolve()
  expect(await screen.findByText('Applied to the issue.', { selector: '.iai-taken span' })).toBeInTheDocument()
  expect(screen.queryByRole('textbox')).toBeNull()
})

test('a failed Undo is reported, and can be retried', async () => {
  const undo = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValueOnce(undefined)
  const onAccept = vi.fn()
  render(card({ onUseRefinement: () => undo, onAccept }))
  await userEvent.click(screen.getByRole('button', { name: 'Use this text' }))

  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(await screen.findByText('The change could not be undone. Try again.', { selector: '.iai-taken span' })).toBeInTheDocument()
  expect(screen.getByRole('status')).toHaveTextContent('The change could not be undone. Try again.')
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))

  expect(await screen.findByRole('button', { name: 'Use this text' })).toBeInTheDocument()
  expect(onAccept.mock.calls).toEqual([[true, 0], [false]])
})

test('the points are set as the reader sees them', async () => {
  const onUseEstimate = vi.fn()
  const onAccept = vi.fn()
  const estimate = { points: 5, range: [3, 8], assumptions: [] }
  render(card({ content: '## Estimate: **5 points** (range 3–8)\nWhy.', result: estimate, onUseEstimate, onAccept }))
  expect(screen.getAllByText(/5/)).toHaveLength(2)

  const field = screen.getByRole('spinbutton', { name: 'Points to set' })
  await userEvent.clear(field)
  await userEvent.type(field, '8')
  await userEvent.click(screen.getByRole('button', { name: 'Set 8 points' }))

  expect(onUseEstimate).toHaveBeenCalledExactlyOnceWith({ points: 8, estimate })
  await waitFor(() => expect(onAccept).toHaveBeenCalledExactlyOnceWith(true, 0.375))
})

const subtask = (title: string, dependsOn: number[]): Subtask => ({ title, acceptanceCriteria: ['It works'], points: 2, dependsOn })
const breakdown = { subtasks: [subtask('First', []), subtask('Second', [0]), subtask('Third', [0, 1])] }

test('subtasks are created in the order and form that the reader gave them', async () => {
  const onCreateSubtasks = vi.fn((subtasks: Subtask[]) => subtasks.map(() => Promise.resolve()))
  render(card({ content: 'Text', result: breakdown, onCreateSubtasks }))

  await userEvent.click(screen.getByRole('button', { name: 'Move up: Third' }))
  expect(screen.getByRole('button', { name: 'Move up: Third' })).toHaveFocus()
  expect(screen.getByText(/Needs 3, which comes later/)).toBeInTheDocument()
  await userEvent.click(screen.getByRole('checkbox', { name: 'First' }))
  await userEvent.click(screen.getByRole('button', { name: 'Edit: Second' }))
  const title = screen.getByRole('textbox', { name: 'Title' })
  await userEvent.clear(title)
  await userEvent.type(title, 'Another')
  await userEvent.click(screen.getByRole('button', { name: 'Create 2 subtasks' }))

  expect(onCreateSubtasks).toHaveBeenCalledExactlyOnceWith([
    { ...subtask('Third', [1]) }, { ...subtask('Another', []) },
  ])
})

test('the focus moves from Done to the button that edits', async () => {
  render(card({ content: 'Text', result: breakdown, onCreateSubtasks: vi.fn<CreateSubtasks>() }))
  await userEvent.click(screen.getByRole('button', { name: 'Edit: Second' }))

  await userEvent.click(screen.getByRole('button', { name: 'Done' }))

  await waitFor(() => expect(screen.getByRole('button', { name: 'Edit: Second' })).toHaveFocus())
})

test('the outcome of each subtask is shown as it comes, and failed ones can be retried', async () => {
  const steps: ((outcome: SubtaskOutcome) => void)[] = []
  async function* create(subtasks: Subtask[]): AsyncGenerator<SubtaskOutcome> {
    for (let made = 0; made < subtasks.length; made++) yield await new Promise<SubtaskOutcome>((resolve) => steps.push(resolve))
  }
  const onCreateSubtasks = vi.fn(create)
  const onAccept = vi.fn()
  render(card({ content: 'Text', result: { subtasks: [subtask('First', []), subtask('Second', [0])] }, onCreateSubtasks, onAccept }))
  const [first, second] = screen.getAllByRole('listitem').filter((item) => item.classList.contains('iai-subtask'))

  await userEvent.click(screen.getByRole('button', { name: 'Create 2 subtasks' }))
  expect(within(first!).getByText('Creating …')).toBeInTheDocument()
  steps.shift()!({ index: 0, id: 'shop#43', url: 'https://tracker.example/43' })
  expect(await within(first!).findByRole('link', { name: 'shop#43' })).toHaveAttribute('href', 'https://tracker.example/43')
  expect(within(second!).getByText('Creating …')).toBeInTheDocument()
  await waitFor(() => expect(steps).toHaveLength(1))
  steps.shift()!({ index: 1, error: 'The tracker is full.' })
  expect(await within(second!).findByText('Not created: The tracker is full.')).toBeInTheDocument()
  await waitFor(() => expect(onAccept).toHaveBeenCalledExactlyOnceWith(true, 0))

  await userEvent.click(await screen.findByRole('button', { name: 'Retry the failed one' }))
  expect(onCreateSubtasks).toHaveBeenLastCalledWith([subtask('Second', [])])
})

test('a subtask without an outcome counts as not created', async () => {
  render(card({ content: 'Text', result: breakdown, onCreateSubtasks: () => Promise.resolve([{}, { error: 'No.' }]) }))

  await userEvent.click(screen.getByRole('button', { name: 'Create 3 subtasks' }))

  expect(await screen.findAllByText(/^Not created/)).toHaveLength(2)
  expect(screen.getAllByText('Created')).toHaveLength(1)
})

test('subtasks whose creation fails at once were not created', async () => {
  const onCreateSubtasks = vi.fn<CreateSubtasks>(() => { throw new Error('No tracker.') })
  render(card({ content: 'Text', result: breakdown, onCreateSubtasks }))

  await userEvent.click(screen.getByRole('button', { name: 'Create 3 subtasks' }))

  expect(await screen.findAllByText('Not created: No tracker.')).toHaveLength(3)
  expect(screen.getByRole('button', { name: 'Retry the failed 3' })).not.toHaveAttribute('aria-disabled')
})

test('subtasks appear as they are complete in the text', () => {
  const text = '## Plan\nFind, then mend.\n\n### 1. Find it (2 points)\nLook.\n- [ ] Found\n\n### 2. Mend it (3 points)\n- [ ] Men'
  const { rerender } = render(card({ content: text.slice(0, text.indexOf('Look')), status: 'streaming', isBreakdown: true }))
  expect(screen.getByText('Find it')).toBeInTheDocument()
  expect(screen.getByText('1 subtask · 2 points')).toBeInTheDocument()

  rerender(card({ content: text, status: 'streaming', isBreakdown: true }))
  expect(screen.getByText('Mend it')).toBeInTheDocument()
  expect(screen.getByText('Found')).toBeInTheDocument()
  expect(screen.queryByText(/Men$/)).toBeNull()
  expect(screen.queryByRole('checkbox')).toBeNull()
})
