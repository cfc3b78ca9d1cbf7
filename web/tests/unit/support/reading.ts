import { AIStreamError, streamResponse, type ConnectionChange, type GenerateRequest, type NumberedFrame, type StreamOptions } from '../../../src/index.js'
import { FakeService, settle } from './fake-service.js'

export const URL = '/api/ai/refine'
export const REQUEST: GenerateRequest = { issueId: '123' }

/** A stream that is read while it arrives. */
export class Reading {
  readonly frames: NumberedFrame[] = []
  readonly changes: ConnectionChange[] = []
  error: AIStreamError | null = null
  ended = false
  readonly done: Promise<void>

  constructor(service: FakeService, options: StreamOptions = {}, url = URL, request = REQUEST) {
    const stream = streamResponse(url, request, { fetch: service.fetch, onConnection: (change) => this.changes.push(change), ...options })
    this.done = this.#read(stream)
  }

  get text(): string {
    return this.frames.map((frame) => (frame.type === 'text' ? frame.content : '')).join('')
  }

  get statuses(): string[] {
    return this.changes.map(({ status }) => status)
  }

  async #read(stream: AsyncIterable<NumberedFrame>): Promise<void> {
    try {
      for await (const frame of stream) this.frames.push(frame)
    } catch (failure) {
      this.error = failure as AIStreamError
    } finally {
      this.ended = true
    }
  }
}

/** Sends a request, and lets the service open the stream. */
export async function open(options: StreamOptions = {}): Promise<{ service: FakeService; reading: Reading }> {
  const service = new FakeService()
  const reading = new Reading(service, options)
  await settle()
  service.last.open()
  await settle()
  return { service, reading }
}
