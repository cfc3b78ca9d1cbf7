import { act, renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { useAIStream } from '../../../src/core/hooks/use-ai-stream.js'

// Replacements of fetch in applications' tests seldom return a complete Response.

afterEach(() => { vi.unstubAllGlobals() })

const FRAMES = [
  { type: 'text', content: 'Xin chào ' },
  { type: 'text', content: 'thế giới 🌍' },
  { type: 'confidence', value: 88 },
  { type: 'metadata', value: { model: 'gpt-4o', tokens: 100 } },
]

function body(lineEnd: string, chunkSize: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(FRAMES.map((frame) => `data: ${JSON.stringify(frame)}${lineEnd}${lineEnd}`).join(''))
  return new ReadableStream({
    start(controller) {
      for (let from = 0; from < bytes.length; from += chunkSize) controller.enqueue(bytes.slice(from, from + chunkSize))
      controller.close()
    },
  })
}

async function stream(answer: unknown) {
  vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(answer)))
  const { result } = renderHook(() => useAIStream())
  const outcome = await act(() => result.current.streamAI('/api/ai/refine', { issueId: '123' }).catch((error: unknown) => error))
  return { outcome, current: result.current }
}

test.each([
  ['\n', 1],
  ['\r\n', 1],
  ['\r\n', 7],
  ['\n', 1000],
])('a body alone is enough, whatever its line ends (%j) and chunks (%d bytes)', async (lineEnd, chunkSize) => {
  const { outcome, current } = await stream({ ok: true, body: body(lineEnd, chunkSize) })

  expect(outcome).toMatchObject({ text: 'Xin chào thế giới 🌍', confidence: 88, confidenceDetails: { value: 88 }, metadata: { tokens: 100 } })
  expect(current).toMatchObject({ status: 'completed', isStreaming: false, streamedText: 'Xin chào thế giới 🌍', error: null })
})

test('a reader that can only read is enough', async () => {
  const real = body('\n', 10).getReader()
  const { outcome } = await stream({ ok: true, status: 200, body: { getReader: () => ({ read: () => real.read() }) } })

  expect(outcome).toMatchObject({ text: 'Xin chào thế giới 🌍' })
})

test('a refusal needs only a status and json()', async () => {
  const problem = { status: 429, code: 'rate_limited', detail: 'Wait a moment.' }
  const { current } = await stream({ ok: false, status: 429, headers: new Headers({ 'Retry-After': '5' }), json: () => Promise.resolve(problem) })

  expect(current).toMatchObject({ status: 'failed', error: { code: 'rate_limited', message: 'Wait a moment.', retryable: true, retryAfterSeconds: 5 } })
})
