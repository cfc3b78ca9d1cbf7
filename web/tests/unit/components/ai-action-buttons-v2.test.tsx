import { act, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { AIActionButtonsV2, AIClientProvider, createAIClient, type AIActionButtonsV2Props, type AIClient, type Issue, type StoredResponse } from '../../../src/index.js'
import { FakeService, METADATA, type Exchange } from '../support/fake-service.js'

let service: FakeService
let client: AIClient
let remembered: Issue | null
let historyFails: boolean

beforeEach(() => {
  service = new FakeService()
  remembered = null
  historyFails = false
  localStorage.clear()
})

function show(props: Partial<AIActionButtonsV2Props> = {}, history: StoredResponse[] = []) {
  client = createAIClient({ fetch: withHistory(history) })
  return render(again(props))
}

function again(props: Partial<AIActionButtonsV2Props>) {
  return (
    <AIClientProvider client={client}>
      <AIActionButtonsV2 issueId="acme/shop#42" {...props} />
    </AIClientProvider>
  )
}

/** The service, which answers requests for the history automatically. */
function withHistory(items: StoredResponse[]): typeof fetch {
  return (input, init) => {
    const response = service.fetch(input, init)
    const [method, url] = service.log.at(-1)!.split(' ') as [string, string]
    const action = new URLSearchParams(url.split('?')[1]).get('action')
    if (method === 'GET' && url.startsWith('/api/ai/responses?') && historyFails) service.last.refuse(503, { code: 'storage_unavailable' })
    else if (method === 'GET' && url.startsWith('/api/ai/responses?')) service.last.answer(200, { items: items.filter((item) => action === null || item.action === action), continuation: null })
    else if (method === 'GET' && remembered) service.last.answer(200, remembered)
    else if (method === 'GET') service.last.refuse(404, { code: 'issue_unknown' })
    return response
  }
}

/** Waits for the newest request of a kind. */
function request(kind: RegExp, after = 0): Promise<Exchange> {
  return waitFor(() => {
    const found = service.exchanges.slice(after).findLast(({ method, url }) => kind.test(`${method} ${url}`))
    if (!found) throw new Error(`No ${kind} among ${service.log.join(', ')}`)
    return found
  })
}

async function ask(name: string, responseId = 'r1'): Promise<Exchange> {
  const asked = service.exchanges.length
  await userEvent.click(screen.getByRole('button', { name }))
  return (await request(/^POST/, asked)).open(responseId)
}

async function send(exchange: Exchange, ...frames: ({ type: string } & Record<string, unknown>)[]) {
  await act(() => Promise.resolve(frames.forEach((frame, place) => exchange.frame(place + 1, frame))))
}

const text = (content: string) => ({ type: 'text', content })
const confidence = (value: number) => ({ type: 'confidence', value, level: value > 90 ? 'high' : 'medium', method: 'logprobs', calibrated: false })
const metadata = (responseId = 'r1', timestamp = '2026-01-15T10:00:00Z') => ({ type: 'metadata', value: { ...METADATA, responseId, timestamp } })

function stored(responseId: string, words: string, more: Partial<StoredResponse> = {}): StoredResponse {
  return {
    responseId, issueId: 'acme/shop#42', action: 'refine', state: 'completed', text: words, result: null, confidence: null,
    metadata: { ...METADATA, responseId }, parentId: null, rating: null, createdAt: '2026-01-15T09:00:00Z', ...more,
  }
}

test.each([
  ['Refine', 'refine', 'onRefine', 'Refined issue'],
  ['Estimate', 'estimate', 'onEstimate', 'Estimate'],
  ['Breakdown', 'breakdown', 'onBreakdown', 'Subtasks'],
] as const)('%s asks as its hook says and streams into the card', async (name, action, hook, title) => {
  const adapt = vi.fn((url: string, payload: { issueId: string }) => ({ url: `${url}?from=test`, payload: { ...payload, title: 'Checkout fails' } }))
  show({ [hook]: adapt, language: 'vi' })

  const request = await ask(name)
  expect(adapt).toHaveBeenCalledExactlyOnceWith(`/api/ai/${action}`, { issueId: 'acme/shop#42', language: 'vi' })
  expect(request.url).toMatch(new RegExp(`^/api/ai/${action}\\?from=test&`))
  expect(request.json).toEqual({ issueId: 'acme/shop#42', language: 'vi', title: 'Checkout fails' })

  await send(request, text('One '), text('two'))
  await waitFor(() => expect(screen.getByRole('article', { name: title })).toHaveTextContent('One two'))
  expect(screen.getByRole('button', { name: 'Stop' })).toBeInTheDocument()
})

test('an answer ends with its confidence and metadata', async () => {
  const onEnd = vi.fn()
  show({ onEnd })

  await send(await ask('Refine'), text('Done.'), confidence(95), metadata())

  expect(await screen.findByText('High confidence, 95 percent')).toHaveAttribute('data-confidence', 'high')
  expect(onEnd).toHaveBeenCalledExactlyOnceWith('refine', expect.objectContaining({ responseId: 'r1', text: 'Done.' }))
})

test('points and a checklist come from result frames', async () => {
  show()

  await send(await ask('Estimate'), text('Five.'), { type: 'result', value: { points: 5, range: [3, 8], assumptions: [] } }, metadata())
  expect(await screen.findByText('Between 3 and 8')).toBeInTheDocument()

  const subtasks = [{ title: 'Add a table', acceptanceCriteria: [], points: 2, dependsOn: [] }]
  await send(await ask('Breakdown', 'r2'), text('One.'), { type: 'result', value: { subtasks } }, metadata('r2'))
  expect(await screen.findByRole('checkbox', { name: 'Add a table' })).toBeInTheDocument()
})

test('nothing is asked before a button is pressed, and then the history of that action, once', async () => {
  show()
  expect(service.log).toEqual([])

  await send(await ask('Refine'), text('Newest.'), metadata('r1'))
  await screen.findByText('Newest.')
  await send(await ask('Regenerate', 'r2'), text('Newer.'), metadata('r2', '2026-01-15T10:01:00Z'))

  expect(await screen.findByText('Version 2 of 2')).toBeInTheDocument()
  expect(service.log).toEqual([
    'GET /api/ai/responses?issueId=acme%2Fshop%2342&action=refine&include=text', 'POST /api/ai/refine?resumable=true', 'POST /api/ai/refine?resumable=true',
  ])
})

test('an answer that is there is shown at once, and not asked for again', async () => {
  show({}, [stored('r0', 'Earlier.', { confidence: { value: 95, level: 'high', method: 'logprobs', calibrated: false } })])

  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  expect(await screen.findByText('Earlier.')).toBeInTheDocument()
  expect(screen.getByText('High confidence, 95 percent')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Estimate' }))
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))

  expect(screen.getByText('Earlier.')).toBeInTheDocument()
  expect(service.log.filter((line) => line.startsWith('POST /api/ai/refine'))).toEqual([])
  expect(service.log.filter((line) => line.includes('action=refine'))).toHaveLength(1)
})

test('versions stay although many answers of other actions came since', async () => {
  const others = Array.from({ length: 30 }, (_, place) => stored(`e${place}`, 'Of another action.', { action: 'estimate' }))
  show({}, [...others.slice(0, 20), stored('r0b', 'Younger.', { createdAt: '2026-01-15T09:30:00Z' }), ...others.slice(20), stored('r0a', 'Older.')])

  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))

  expect(await screen.findByText('Version 2 of 2')).toBeInTheDocument()
})

test('the button of the answer that is shown is pressed', async () => {
  show()
  const [refine, estimate] = [screen.getByRole('button', { name: 'Refine' }), screen.getByRole('button', { name: 'Estimate' })]
  expect(refine).toHaveAttribute('aria-pressed', 'false')

  await ask('Refine')
  await waitFor(() => expect(refine).toHaveAttribute('aria-pressed', 'true'))
  await ask('Estimate', 'r2')
  await waitFor(() => expect(estimate).toHaveAttribute('aria-pressed', 'true'))
  expect(refine).toHaveAttribute('aria-pressed', 'false')
})

test('an answer from before the issue changed is marked, with the way to a new one beside it', async () => {
  const issue = { title: 'Checkout fails', description: 'The Pay button does nothing.' }
  const { rerender } = show({ issue })
  const request = await ask('Refine')
  expect(request.json).toEqual({ issueId: 'acme/shop#42', ...issue })
  await send(request, text('Refined.'), metadata())
  await screen.findByText('Refined.')
  expect(screen.queryByText(/has changed since/)).toBeNull()

  const edited = { ...issue, description: 'The Pay button does nothing since Tuesday.' }
  rerender(again({ issue: edited }))
  expect(await screen.findByText('The issue has changed since this answer was written.')).toBeInTheDocument()
  const second = await ask('Update the answer', 'r2')
  expect(second.json).toEqual({ issueId: 'acme/shop#42', ...edited, regenerate: true })
  await send(second, text('Refined anew.'), metadata('r2', '2026-01-15T10:01:00Z'))

  await screen.findByText('Refined anew.')
  expect(screen.queryByText(/has changed since/)).toBeNull()
})

test('an answer of the history is compared with the stored issue', async () => {
  show({ issue: { title: 'T', description: 'Now.' } }, [stored('r0', 'Earlier.')])
  remembered = { title: 'T', description: 'Then.' }

  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))

  expect(await screen.findByText('Earlier.')).toBeInTheDocument()
  expect(await screen.findByText(/has changed since/)).toBeInTheDocument()
})

test('an issue that has the text of the answer does not outdate it', async () => {
  const issue = { title: 'T', description: 'Then.' }
  const onUseRefinement = () => () => {}
  const { rerender } = show({ issue, onUseRefinement })
  await send(await ask('Refine'), text('Now.'), metadata())
  await userEvent.click(await screen.findByRole('button', { name: 'Use this text' }))
  await screen.findByRole('button', { name: 'Undo' })

  rerender(again({ issue: { title: 'T', description: 'Now.' }, onUseRefinement }))

  expect(screen.queryByText(/has changed since/)).toBeNull()
})

test('where the history can’t be read, the answer is asked for', async () => {
  historyFails = true
  show()

  await send(await ask('Refine'), text('All the same.'), metadata())

  expect(await screen.findByText('All the same.')).toBeInTheDocument()
})

test('a hook that gives nothing leaves the request as it is', async () => {
  show({ onRefine: vi.fn() })

  expect((await ask('Refine')).json).toEqual({ issueId: 'acme/shop#42' })
})

test('a new version stands beside the old one', async () => {
  show()
  await send(await ask('Refine'), text('First words.'), metadata('r1'))
  await userEvent.type(await screen.findByRole('textbox'), 'shorter')
  const second = await ask('Regenerate', 'r2')

  expect(second.json).toMatchObject({ issueId: 'acme/shop#42', regenerate: true, instructions: 'shorter' })
  await send(second, text('Second words.'), metadata('r2', '2026-01-15T10:00:00Z'))

  expect(await screen.findByText('Version 2 of 2')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Previous version' }))
  expect(screen.getByText('Version 1 of 2')).toBeInTheDocument()
  expect(screen.getByText('First words.')).toBeInTheDocument()
})

test('earlier answers are versions, oldest first, and stopped ones are not', async () => {
  show({}, [
    stored('r0b', 'Younger.', { createdAt: '2026-01-15T09:30:00Z' }),
    stored('r0c', 'Half', { state: 'cancelled', createdAt: '2026-01-15T09:20:00Z' }),
    stored('r0a', 'Older.'),
    stored('e', 'Of another action.', { action: 'estimate' }),
  ])
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))

  await send(await ask('Regenerate'), text('Newest.'), metadata('r1'))

  expect(await screen.findByText('Version 3 of 3')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Previous version' }))
  expect(screen.getByText('Younger.')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Previous version' }))
  expect(screen.getByText('Older.')).toBeInTheDocument()
})

test('that an answer came from the cache is told', async () => {
  show()

  const cached = metadata('r1')
  await send(await ask('Refine'), text('First.'), { ...cached, value: { ...cached.value, cached: true } })

  expect(await screen.findByText(/from the cache/)).toBeInTheDocument()
})

test('Stop cancels, keeps the text so far, and the previous version can be shown', async () => {
  const onEnd = vi.fn()
  show({ onEnd }, [stored('r0', 'Earlier.')])
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  await send(await ask('Regenerate'), text('Half of it'))
  await screen.findByText('Half of it')

  await userEvent.click(screen.getByRole('button', { name: 'Stop' }))

  await request(/^POST \/api\/ai\/responses\/r1\/cancel$/)
  expect(await screen.findByText('Stopped')).toBeInTheDocument()
  expect(onEnd).toHaveBeenCalledExactlyOnceWith('refine', null)
  expect(screen.getByText('Half of it')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Previous version' }))
  expect(screen.getByText('Earlier.')).toBeInTheDocument()
})

test('a refusal is told, and asked again on demand', async () => {
  show()
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  const refused = await request(/^POST \/api\/ai\/refine/)
  refused.refuse(429, { code: 'rate_limited', title: 'Too many requests' }, { 'Retry-After': '30' })

  expect(await screen.findByText(/many requests in a short time/)).toBeInTheDocument()
  await send(await ask('Try again'), text('Now.'), metadata())
  expect(await screen.findByText('Now.')).toBeInTheDocument()
})

test('Try again repeats a request for a new version, with its instructions and the current issue', async () => {
  const issue = { title: 'T', description: 'Then.' }
  const { rerender } = show({ issue }, [stored('r0', 'Earlier.')])
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  await userEvent.type(await screen.findByRole('textbox'), 'shorter')
  await userEvent.click(screen.getByRole('button', { name: 'Regenerate' }))
  const refused = await request(/^POST \/api\/ai\/refine/)
  await act(() => Promise.resolve(refused.refuse(429, { code: 'rate_limited' })))

  await screen.findByRole('button', { name: 'Try again' })
  rerender(again({ issue: { title: 'T', description: 'Now.' } }))
  const second = await ask('Try again')
  expect(second.json).toEqual({ issueId: 'acme/shop#42', title: 'T', description: 'Now.', regenerate: true, instructions: 'shorter' })
  await send(second, text('Short.'), metadata())
  expect(await screen.findByText('Version 2 of 2')).toBeInTheDocument()
})

test('two actions run side by side, each into its own card', async () => {
  show()
  const refine = await ask('Refine')
  const estimate = await ask('Estimate', 'r2')
  await send(refine, text('Refined.'))
  await send(estimate, text('Five points.'))

  expect(await screen.findByText('Five points.')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  expect(await screen.findByText('Refined.')).toBeInTheDocument()
  expect(screen.queryByText('Five points.')).toBeNull()
  expect(service.log.filter((line) => line.startsWith('POST'))).toHaveLength(2)
})

test('a rating goes to the version that is shown', async () => {
  show({}, [stored('r0', 'Earlier.', { rating: 'down' })])
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  await send(await ask('Regenerate'), text('Newest.'), metadata('r1'))
  await screen.findByText('Version 2 of 2')
  await userEvent.click(screen.getByRole('button', { name: 'Previous version' }))
  expect(screen.getByRole('button', { name: 'Bad answer' })).toHaveAttribute('aria-pressed', 'true')

  await userEvent.click(screen.getByRole('button', { name: 'Good answer' }))
  const rated = await request(/^POST \/api\/ai\/responses\/r0\/feedback$/)
  await act(() => Promise.resolve(rated.answer(204)))

  expect(rated.json).toEqual({ rating: 'up' })
  expect(screen.getByRole('button', { name: 'Good answer' })).toHaveAttribute('aria-pressed', 'true')
})

test('a refinement can be taken over', async () => {
  const onUseText = vi.fn()
  show({ onUseText })
  const refinement = { title: 'Better', description: 'Clearer.', acceptanceCriteria: ['Works'] }
  await send(await ask('Refine'), text('# Better'), { type: 'result', value: refinement }, metadata())

  await userEvent.click(await screen.findByRole('button', { name: 'Use this text' }))

  expect(onUseText).toHaveBeenCalledExactlyOnceWith('# Better', refinement)
})

test('Undo works after showing another answer, another issue and another version', async () => {
  const undo = vi.fn()
  const onUseRefinement = vi.fn(() => undo)
  const versions = [stored('r0b', 'Younger.', { createdAt: '2026-01-15T09:30:00Z' }), stored('r0a', 'Older.'), stored('e', 'Five.', { action: 'estimate' })]
  const { rerender } = show({ onUseRefinement }, versions)
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Use this text' }))
  await screen.findByRole('button', { name: 'Undo' })

  await userEvent.click(screen.getByRole('button', { name: 'Estimate' }))
  await screen.findByText('Five.')
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  rerender(again({ onUseRefinement, issueId: 'acme/shop#43' }))
  rerender(again({ onUseRefinement }))
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Previous version' }))
  expect(screen.getByRole('button', { name: 'Use this text' })).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Next version' }))
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))

  expect(undo).toHaveBeenCalledOnce()
  expect(await screen.findByRole('button', { name: 'Use this text' })).toBeInTheDocument()
})

test('taking over a second version ends the Undo of the first', async () => {
  show({ onUseRefinement: () => () => {} }, [stored('r0b', 'Younger.', { createdAt: '2026-01-15T09:30:00Z' }), stored('r0a', 'Older.')])
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Use this text' }))
  await screen.findByRole('button', { name: 'Undo' })

  await userEvent.click(screen.getByRole('button', { name: 'Previous version' }))
  await userEvent.click(screen.getByRole('button', { name: 'Use this text' }))
  await screen.findByRole('button', { name: 'Undo' })
  await userEvent.click(screen.getByRole('button', { name: 'Next version' }))

  expect(screen.getByRole('button', { name: 'Use this text' })).toBeInTheDocument()
})

test('while one version is being taken over, no other one can be', async () => {
  let reject!: (failure: Error) => void
  const onUseRefinement = vi.fn(() => new Promise<void>((_, fail) => (reject = fail)))
  show({ onUseRefinement }, [stored('r0b', 'Younger.', { createdAt: '2026-01-15T09:30:00Z' }), stored('r0a', 'Older.')])
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Use this text' }))

  await userEvent.click(screen.getByRole('button', { name: 'Previous version' }))
  await userEvent.click(screen.getByRole('button', { name: 'Use this text' }))
  expect(onUseRefinement).toHaveBeenCalledOnce()
  reject(new Error('offline'))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Use this text' })).not.toHaveAttribute('aria-disabled'))

  expect(screen.queryByText(/could not be changed/, { selector: '.iai-error' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Next version' }))
  expect(screen.getByText(/could not be changed/, { selector: '.iai-error' })).toBeInTheDocument()
})

test('a version that can’t be taken over leaves the Undo of another one', async () => {
  const undo = vi.fn()
  const onUseRefinement = vi.fn().mockReturnValueOnce(undo).mockRejectedValueOnce(new Error('offline'))
  show({ onUseRefinement }, [stored('r0b', 'Younger.', { createdAt: '2026-01-15T09:30:00Z' }), stored('r0a', 'Older.')])
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Use this text' }))
  await screen.findByRole('button', { name: 'Undo' })

  await userEvent.click(screen.getByRole('button', { name: 'Previous version' }))
  await userEvent.click(screen.getByRole('button', { name: 'Use this text' }))
  await screen.findByText(/could not be changed/, { selector: '.iai-error' })
  await userEvent.click(screen.getByRole('button', { name: 'Next version' }))
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))

  expect(undo).toHaveBeenCalledOnce()
  expect(await screen.findByRole('button', { name: 'Use this text' })).toBeInTheDocument()
})

test('typed wishes, edits and created subtasks stay while another answer is shown', async () => {
  const subtasks = ['First', 'Second'].map((title) => ({ title, acceptanceCriteria: [], points: 1, dependsOn: [] }))
  const results = { estimate: { points: 5, range: [3, 8], assumptions: [] }, breakdown: { subtasks } }
  const onCreateSubtasks = vi.fn(() => Promise.resolve([{ id: 'shop#44' }]))
  show({ onUseRefinement: vi.fn(), onUseEstimate: vi.fn(), onCreateSubtasks }, [
    stored('r', '# Title\n\nWords.'), stored('e', 'Five.', { action: 'estimate', result: results.estimate }), stored('b', 'Two.', { action: 'breakdown', result: results.breakdown }),
  ])
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  await userEvent.type(await screen.findByRole('textbox', { name: 'Instructions for the next version' }), 'shorter')
  await userEvent.click(screen.getByRole('button', { name: 'Edit or choose' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Beginning' }), ' More.')
  await userEvent.click(screen.getByRole('button', { name: 'Estimate' }))
  await userEvent.type(await screen.findByRole('spinbutton'), '0')
  await userEvent.click(screen.getByRole('button', { name: 'Breakdown' }))
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Second' }))
  await userEvent.click(screen.getByRole('button', { name: 'Create 1 subtask' }))
  await screen.findByText(/^Created/)

  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  expect(screen.getByRole('textbox', { name: 'Instructions for the next version' })).toHaveValue('shorter')
  expect(screen.getByRole('textbox', { name: 'Beginning' })).toHaveValue('Words. More.')
  await userEvent.click(screen.getByRole('button', { name: 'Estimate' }))
  expect(screen.getByRole('spinbutton')).toHaveValue(50)
  await userEvent.click(screen.getByRole('button', { name: 'Breakdown' }))
  expect(screen.getByText(/^Created/)).toHaveTextContent('shop#44')
  expect(screen.queryByRole('button', { name: 'Create 2 subtasks' })).toBeNull()
})

test('another issue begins anew', async () => {
  const { rerender } = show()
  await send(await ask('Refine'), text('Of 42.'), metadata())
  await screen.findByText('Of 42.')

  rerender(
    <AIClientProvider client={createAIClient({ fetch: service.fetch })}>
      <AIActionButtonsV2 issueId="acme/shop#43" />
    </AIClientProvider>,
  )

  expect(screen.queryByText('Of 42.')).toBeNull()
  expect(screen.queryByRole('article')).toBeNull()
})

test('speaks Vietnamese', () => {
  show({ locale: 'vi-VN' })

  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Làm rõ', 'Ước lượng', 'Chia nhỏ'])
})
