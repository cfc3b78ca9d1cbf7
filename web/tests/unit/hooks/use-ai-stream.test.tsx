import { act } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AIStreamError } from '../../../src/index.js'
import { METADATA, settle } from '../support/fake-service.js'
import { A_FRAME, doing, pass, renderStream } from '../support/hook.js'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => { vi.useRealTimers() })

const URL = '/api/ai/refine'
const CONFIDENCE = { value: 88, level: 'medium', method: 'logprobs', calibrated: false } as const

describe('an answer', () => {
  it('goes through its states to its end', async () => {
    const { service, result } = renderStream()
    expect(result.current).toMatchObject({
      status: 'idle', isStreaming: false, streamedText: '', confidence: null, confidenceDetails: null, metadata: null, result: null, responseId: null, error: null,
    })

    const response = await doing(() => ({ promise: result.current.streamAI(URL, { issueId: '123' }) }))
    expect(result.current).toMatchObject({ status: 'connecting', isStreaming: true })

    await doing(() => service.last.open())
    expect(result.current).toMatchObject({ status: 'streaming', isStreaming: true, responseId: 'r1' })

    await doing(() => service.last.text(1, 'One '))
    await pass(A_FRAME)
    expect(result.current.streamedText).toBe('One ')

    await doing(() => service.last.text(2, 'two').frame(3, { type: 'result', value: { points: 3 } }).frame(4, { type: 'confidence', ...CONFIDENCE }).metadata(5))
    expect(result.current).toMatchObject({
      status: 'completed', isStreaming: false, streamedText: 'One two', confidence: 88, confidenceDetails: CONFIDENCE, metadata: METADATA, result: { points: 3 }, error: null,
    })
    await expect(response.promise).resolves.toEqual({
      responseId: 'r1', text: 'One two', confidence: 88, confidenceDetails: CONFIDENCE, metadata: METADATA, result: { points: 3 },
    })
  })

  it('is told to the callbacks of the latest render', async () => {
    const early = { onChunk: vi.fn(), onComplete: vi.fn() }
    const late = { onChunk: vi.fn(), onComplete: vi.fn() }
    const { service, result, rerender } = renderStream(early)
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().text(1, 'One '))
    rerender(late)
    await doing(() => service.last.text(2, 'two').metadata(3))

    expect(early.onChunk.mock.calls).toEqual([['One ']])
    expect(late.onChunk.mock.calls).toEqual([['two']])
    expect(early.onComplete).not.toHaveBeenCalled()
    expect(late.onComplete).toHaveBeenCalledExactlyOnceWith('One two', expect.objectContaining({ text: 'One two', confidence: null }))
  })

  it('comes back after a lost connection', async () => {
    const { service, result } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().text(1, 'One ').cut())
    expect(result.current).toMatchObject({ status: 'reconnecting', isStreaming: true, error: null })

    await pass(375)
    await doing(() => service.last.open().text(2, 'two').metadata(3))
    expect(result.current).toMatchObject({ status: 'completed', streamedText: 'One two' })
  })

  it('drops text that the content filter retracts', async () => {
    const { service, result } = renderStream()
    const response = await doing(() => ({ promise: result.current.streamAI(URL, { issueId: '1' }) }))
    await doing(() => service.last.open().text(1, 'One ').text(2, 'two ').text(3, 'three'))
    await pass(A_FRAME)
    await doing(() => service.last.frame(4, { type: 'retract', after: 1 }))
    await pass(A_FRAME)
    expect(result.current.streamedText).toBe('One ')

    await doing(() => service.last.frame(5, { type: 'error', message: 'Filtered.', code: 'content_filtered', retryable: false, responseId: 'r1' }))
    expect(result.current).toMatchObject({ status: 'failed', streamedText: 'One ' })
    await expect(response.promise).rejects.toMatchObject({ code: 'content_filtered' })
  })

  it('that breaks off without its metadata is a failure', async () => {
    const { service, result } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().text(1, 'One ').cut())
    await pass(375)
    await doing(() => { service.last.answer(204) })

    expect(result.current).toMatchObject({ status: 'failed', error: { code: 'interrupted', retryable: true } })
  })
})

describe('a failure', () => {
  it('is told by state, callback and promise', async () => {
    const onError = vi.fn()
    const { service, result } = renderStream({ onError })
    const response = await doing(() => ({ promise: result.current.streamAI(URL, { issueId: '' }) }))
    await doing(() => { service.last.refuse(400, { code: 'invalid_request', title: 'Invalid.', errors: { issueId: ['is required'] } }) })

    expect(result.current).toMatchObject({ status: 'failed', isStreaming: false, error: { code: 'invalid_request', errors: { issueId: ['is required'] } } })
    expect(onError).toHaveBeenCalledExactlyOnceWith(result.current.error)
    await expect(response.promise).rejects.toBe(result.current.error)
  })

  it('is gone with the next request', async () => {
    const { service, result } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => { service.last.refuse(500) })
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))

    expect(result.current).toMatchObject({ status: 'connecting', error: null })
  })

  it('in a callback is reported, and the stream goes on', async () => {
    const faults: unknown[] = []
    const listener = (fault: unknown) => faults.push(fault)
    process.on('uncaughtException', listener)
    const fault = new Error('of the application')
    const { service, result } = renderStream({ onChunk: () => { throw fault } })
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().text(1, 'One').metadata(2))
    process.off('uncaughtException', listener)

    expect(result.current).toMatchObject({ status: 'completed', streamedText: 'One' })
    expect(faults).toEqual([fault])
  })
})

describe('abort', () => {
  it('keeps the text, cancels on the service and rejects the promise, but is no error', async () => {
    const onError = vi.fn()
    const { service, result } = renderStream({ onError })
    const response = await doing(() => ({ promise: result.current.streamAI(URL, { issueId: '1' }) }))
    await doing(() => service.last.open().text(1, 'One '))
    // The frame that shows the text hasn't been drawn yet.
    act(() => { result.current.abort() })
    expect(result.current).toMatchObject({ status: 'cancelled', isStreaming: false, streamedText: 'One ', error: null })

    await expect(response.promise).rejects.toMatchObject({ name: 'AbortError', code: 'cancelled' })
    await doing(() => settle())
    expect(service.log[1]).toBe('POST /api/ai/responses/r1/cancel')
    expect(onError).not.toHaveBeenCalled()
  })

  it('does nothing before and after an answer', async () => {
    const { service, result } = renderStream()
    act(() => { result.current.abort() })
    expect(result.current.status).toBe('idle')

    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().text(1, 'One').metadata(2))
    act(() => { result.current.abort() })
    expect(result.current).toMatchObject({ status: 'completed', streamedText: 'One' })
    expect(service.exchanges).toHaveLength(1)
  })

  it('by another client ends the answer as cancelled, too', async () => {
    const { service, result } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().text(1, 'One ').frame(2, { type: 'error', message: 'Cancelled.', code: 'cancelled', retryable: false, responseId: 'r1' }))

    expect(result.current).toMatchObject({ status: 'cancelled', streamedText: 'One ', error: null })
  })
})

describe('reset', () => {
  it('forgets everything', async () => {
    const { service, result } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().text(1, 'One').metadata(2))
    act(() => { result.current.reset() })

    expect(result.current).toMatchObject({ status: 'idle', streamedText: '', metadata: null, responseId: null })
  })

  it('cancels the running answer, and shows nothing of it any more', async () => {
    const { service, result } = renderStream()
    const response = await doing(() => ({ promise: result.current.streamAI(URL, { issueId: '1' }) }))
    await doing(() => service.last.open().text(1, 'One'))
    await doing(() => { result.current.reset() })
    await pass(1000)

    expect(result.current).toMatchObject({ status: 'idle', streamedText: '' })
    expect(service.log[1]).toBe('POST /api/ai/responses/r1/cancel')
    await expect(response.promise).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('overlapping calls', () => {
  it("don't mix: the later one wins, also if the earlier answer continues", async () => {
    const onChunk = vi.fn()
    const { service, result } = renderStream({ onChunk })
    const first = await doing(() => ({ promise: result.current.streamAI(URL, { issueId: 'first' }) }))
    const [firstExchange] = service.exchanges
    const second = await doing(() => ({ promise: result.current.streamAI(URL, { issueId: 'second' }) }))
    const secondExchange = service.exchanges.find(({ method, json }) => method === 'POST' && (json as { issueId: string }).issueId === 'second')!

    await doing(() => secondExchange.open('r2').text(1, 'second').metadata(2))
    await doing(() => firstExchange!.open('r1').text(1, 'first'))
    await pass(1000)

    await expect(first.promise).rejects.toMatchObject({ name: 'AbortError', code: 'cancelled' })
    await expect(second.promise).resolves.toMatchObject({ text: 'second' })
    expect(result.current).toMatchObject({ status: 'completed', streamedText: 'second' })
    expect(onChunk.mock.calls).toEqual([['second']])
    // The first response had no id when it was aborted; it is cancelled nevertheless.
    expect(service.log.at(-1)).toBe('POST /api/ai/responses/r1/cancel')
  })

  it('for the same answer leave it running', async () => {
    const { service, result } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().text(1, 'One '))
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().text(1, 'One ').text(2, 'two').metadata(3))

    expect(service.log).toEqual(['POST /api/ai/refine?resumable=true', 'POST /api/ai/refine?resumable=true'])
    expect(service.exchanges[0]!.aborted).toBe(true)
    expect(result.current).toMatchObject({ status: 'completed', streamedText: 'One two' })
  })

  it('for a new version cancel the earlier one', async () => {
    const { service, result } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1', regenerate: true }))
    await doing(() => service.last.open())
    await doing(() => void result.current.streamAI(URL, { issueId: '1', regenerate: true }))

    expect(service.log).toContain('POST /api/ai/responses/r1/cancel')
  })

  it('after an abort wait until the aborted answer has ended, which they would share', async () => {
    const { service, result } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().text(1, 'One '))
    await doing(() => { result.current.abort() })
    const cancel = service.last
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    expect(service.last).toBe(cancel)
    expect(result.current.status).toBe('connecting')

    await doing(() => { cancel.answer(200, {}) })
    expect(service.log.at(-1)).toBe('POST /api/ai/refine?resumable=true')
    await doing(() => service.last.open('r2').text(1, 'Anew').metadata(2))
    expect(result.current).toMatchObject({ status: 'completed', streamedText: 'Anew' })
  })
})

describe('rendering', () => {
  it('follows the drawn frames, not those of the stream', async () => {
    const { service, result, renders } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open())
    const before = renders.count

    // 200 frames per second.
    for (let id = 1; id <= 200; id++) {
      await act(async () => {
        service.last.text(id, `${id} `)
        await vi.advanceTimersByTimeAsync(5)
      })
    }

    expect(result.current.streamedText).toContain('198 ')
    expect(renders.count - before).toBeLessThanOrEqual(63)
    expect(renders.count - before).toBeGreaterThan(30)
  })

  it('of many frames that come together is one', async () => {
    const { service, result, renders } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open())
    const before = renders.count
    await doing(() => {
      for (let id = 1; id <= 200; id++) service.last.text(id, `${id} `)
    })
    await pass(A_FRAME)

    expect(result.current.streamedText).toContain('200 ')
    expect(renders.count - before).toBe(1)
  })

  it("doesn't wait for the frames of a hidden page, which never come", async () => {
    vi.stubGlobal('requestAnimationFrame', () => 0)
    const { service, result } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().text(1, 'One'))
    expect(result.current.streamedText).toBe('')
    await pass(250)
    expect(result.current.streamedText).toBe('One')
    vi.unstubAllGlobals()
  })

  it('gives the same functions each time', async () => {
    const { service, result } = renderStream()
    const { streamAI, abort, reset } = result.current
    await doing(() => void streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().metadata(1))

    expect(result.current.streamAI).toBe(streamAI)
    expect(result.current.abort).toBe(abort)
    expect(result.current.reset).toBe(reset)
  })
})

describe('unmounting', () => {
  it('cancels, and leaves neither timer nor request behind', async () => {
    const { service, result, unmount } = renderStream()
    const failures: AIStreamError[] = []
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }).catch((failure: AIStreamError) => failures.push(failure)))
    await doing(() => service.last.open().text(1, 'One '))
    unmount()
    await settle()

    expect(service.log[1]).toBe('POST /api/ai/responses/r1/cancel')
    expect(service.exchanges[0]!.aborted).toBe(true)
    expect(failures).toMatchObject([{ code: 'cancelled' }])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('after the end asks nothing', async () => {
    const { service, result, unmount } = renderStream()
    await doing(() => void result.current.streamAI(URL, { issueId: '1' }))
    await doing(() => service.last.open().metadata(1))
    unmount()
    await settle()

    expect(service.exchanges).toHaveLength(1)
  })
})
