import { act, render, screen } from '@testing-library/react'
import { StrictMode, useEffect } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AIClientProvider, createAIClient, useAIStream } from '../../../src/index.js'
import { FakeService, settle } from '../support/fake-service.js'
import { A_FRAME, doing, pass, renderStream } from '../support/hook.js'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const URL = '/api/ai/refine'

/** Sends a request on mount, which StrictMode does twice. */
function AskingComponent({ cleansUp }: { cleansUp: boolean }) {
  const { streamAI, abort, status, streamedText } = useAIStream()
  useEffect(() => {
    void streamAI(URL, { issueId: '1' })
    return cleansUp ? abort : undefined
  }, [streamAI, abort, cleansUp])
  return <p>{`${status}: ${streamedText}`}</p>
}

async function renderAsking(cleansUp: boolean) {
  const service = new FakeService()
  const view = render(
    <StrictMode>
      <AIClientProvider client={createAIClient({ fetch: service.fetch })}>
        <AskingComponent cleansUp={cleansUp} />
      </AIClientProvider>
    </StrictMode>,
  )
  await act(settle)
  return { service, ...view }
}

it('streams in StrictMode', async () => {
  const { service, result } = renderStream({}, { strict: true })
  await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
  await doing(() => service.last.open().text(1, 'One'))
  await pass(A_FRAME)
  expect(result.current).toMatchObject({ status: 'streaming', streamedText: 'One' })
  await doing(() => service.last.metadata(2))
  expect(result.current.status).toBe('completed')
  expect(service.exchanges).toHaveLength(1)
})

it.each([true, false])('sends one request for an effect that runs twice (cleaning up: %s)', async (cleansUp) => {
  const { service } = await renderAsking(cleansUp)
  await doing(() => service.last.open().text(1, 'One').metadata(2))

  expect(screen.getByText('completed: One')).toBeInTheDocument()
  expect(service.log).toEqual(['POST /api/ai/refine?resumable=true'])
})

it('cancels when it is unmounted for good', async () => {
  const { service, unmount } = await renderAsking(false)
  await doing(() => service.last.open().text(1, 'One'))
  unmount()
  await settle()

  expect(service.log.at(-1)).toBe('POST /api/ai/responses/r1/cancel')
})
