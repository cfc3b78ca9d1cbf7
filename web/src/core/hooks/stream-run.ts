import { AIStreamError } from '../transport/ai-stream-error'
import type { ClientStreamOptions } from '../transport/ai-client'
import type { NumberedFrame } from '../transport/frames'
import type { ConnectionChange } from '../transport/stream-options'
import type { AIResponse } from './ai-response'
import { idle, reduceStream, type StreamEvent, type StreamState } from './stream-state'
import type { TextPresenter } from './text-presenter'

/** Opens the stream that a run reads. */
export type OpenStream = (options: ClientStreamOptions) => AsyncIterable<NumberedFrame>

/** The run of one stream for a component. Each run has separate state, so that responses can't mix. */
export class StreamRun<R> {
  readonly #abort = new AbortController()
  readonly #presenter: TextPresenter
  #state: StreamState<R> = idle()
  #shownText = ''
  #opened = false
  #received = false
  #over = false
  #leavesRunning = false

  /**
   * @param present Creates the presenter of the text.
   * @param changed Called after each visible change.
   */
  constructor(
    present: (show: (text: string) => void) => TextPresenter,
    private readonly changed: () => void,
  ) {
    this.#presenter = present((text) => {
      this.#shownText = text
      this.changed()
    })
  }

  get state(): StreamState<R> {
    return this.#state
  }

  /** The visible part of the text. */
  get shownText(): string {
    return this.#shownText
  }

  get isOver(): boolean {
    return this.#over
  }

  /** Returns the response once it is complete and shown. */
  async read(open: OpenStream, onText: (text: string) => void): Promise<AIResponse<R>> {
    this.#state = reduceStream<R>(idle(), { type: 'started' })
    try {
      await this.#follow(open, onText)
      return this.#complete()
    } catch (failure) {
      const error = asStreamError(failure)
      this.#end({ type: 'failed', error })
      throw error
    }
  }

  /** Follows a response that may not exist; without one, nothing becomes visible and the result is null. */
  async join(open: OpenStream, onText: (text: string) => void): Promise<AIResponse<R> | null> {
    try {
      await this.#follow(open, onText)
      if (this.#opened) return this.#complete()
    } catch (failure) {
      const error = asStreamError(failure)
      if (this.#opened) {
        this.#end({ type: 'failed', error })
        throw error
      }
      // No user action started this, so no error is reported: the next request reports its own error.
    }
    this.#over = true
    return null
  }

  /** Cancels the response; a complete one is shown at once instead. */
  abort(): void {
    if (this.#over) return
    if (this.#received) {
      this.#presenter.flush()
      return
    }

    // A reader must not cancel a response that it joined but never saw.
    this.#leavesRunning = this.#state.status === 'idle'
    this.#abort.abort()
    this.#end({ type: 'failed', error: AIStreamError.aborted() })
  }

  async #follow(open: OpenStream, onText: (text: string) => void): Promise<void> {
    const frames = open({
      signal: this.#abort.signal,
      leaveRunning: () => this.#leavesRunning,
      onConnection: (change) => this.#connection(change),
    })
    for await (const frame of frames) {
      this.#apply({ type: 'frame', frame })
      if (frame.type === 'text') onText(frame.content)
    }
    this.#received = true
    await this.#presenter.finish()
  }

  #connection(change: ConnectionChange): void {
    if (change.status === 'open') this.#opened = true
    this.#apply({ type: 'connection', change })
  }

  #complete(): AIResponse<R> {
    const { metadata, text, confidence, result, responseId } = this.#state
    // Only a third-party route ends without metadata, and it provides no id either.
    if (metadata === null && responseId !== null) throw new AIStreamError('The answer ended too early.', { code: 'interrupted', retryable: true, responseId })
    this.#end({ type: 'completed' })
    return { responseId, text, confidence: confidence?.value ?? null, confidenceDetails: confidence, metadata, result }
  }

  #end(event: StreamEvent): void {
    if (this.#over) return
    this.#over = true
    this.#presenter.flush()
    this.#presenter.stop()
    if (this.#state.status === 'idle') return
    this.#state = reduceStream(this.#state, event)
    this.changed()
  }

  #apply(event: StreamEvent): void {
    if (this.#over) return
    const { text } = this.#state
    this.#state = reduceStream(this.#state, event)
    if (this.#state.text === text) this.changed()
    else this.#presenter.update(this.#state.text)
  }
}

function asStreamError(failure: unknown): AIStreamError {
  if (failure instanceof AIStreamError) return failure
  return new AIStreamError('Something went wrong in this program.', { code: 'internal', retryable: false, cause: failure })
}
