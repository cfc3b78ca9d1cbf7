import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { AIActionButtonsV2, AIClientProvider, createAIClient } from '../../../src/index.js'
import { FakeService, METADATA, type Exchange } from '../support/fake-service.js'

function page() {
  const service = new FakeService()
  const onEnd = vi.fn()
  const client = createAIClient({
    fetch: (input, init) => {
      const response = service.fetch(input, init)
      if (service.last.url.startsWith('/api/ai/responses?')) service.last.answer(200, { items: [], continuation: null })
      return response
    },
  })
  const buttons = (
    <AIClientProvider client={client}>
      <AIActionButtonsV2 issueId="acme/shop#42" keepAlive onEnd={onEnd} />
    </AIClientProvider>
  )
  const attaching = (count = 1): Promise<Exchange> => vi.waitFor(() => {
    const found = service.exchanges.filter(({ url }) => url.startsWith('/api/ai/refine/stream'))
    expect(found).toHaveLength(count)
    return found.at(-1)!
  })
  const lets = (action: () => void): Promise<void> => act(() => { action(); return Promise.resolve() })
  return { service, onEnd, buttons, attaching, lets }
}

async function ask(service: FakeService): Promise<Exchange> {
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  await vi.waitFor(() => expect(service.last.method).toBe('POST'))
  return service.last
}

test('a component that is mounted while a response streams, or after it, reports no end of its own', async () => {
  const { service, onEnd, buttons, attaching, lets } = page()
  const first = render(buttons)
  const none = await attaching()
  await lets(() => none.answer(204))
  const response = await ask(service)
  await lets(() => response.open().text(1, 'One '))
  first.unmount()
  const second = render(buttons)
  await screen.findByText('One')
  expect(onEnd).not.toHaveBeenCalled()

  await lets(() => response.text(2, 'two').frame(3, { type: 'metadata', value: METADATA } as { type: string }))
  await screen.findByText('One two')
  await vi.waitFor(() => expect(onEnd).toHaveBeenCalledExactlyOnceWith('refine', expect.objectContaining({ text: 'One two' })))
  second.unmount()
  render(buttons)
  const noneAgain = await attaching(2)
  await lets(() => noneAgain.answer(204))
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
  await screen.findByText('One two')

  expect(onEnd).toHaveBeenCalledOnce()
})

test('a followed response that fails is reported', async () => {
  const { onEnd, buttons, attaching, lets } = page()
  render(buttons)

  const followed = await attaching()
  await lets(() => followed.open().text(1, 'One ').frame(2, { type: 'error' }))

  await vi.waitFor(() => expect(onEnd).toHaveBeenCalledExactlyOnceWith('refine', null))
})
