import type { AIClient } from '../transport/ai-client.js'
import { AIStreamError } from '../transport/ai-stream-error.js'
import type { GenerateRequest } from '../transport/requests.js'
import type { AIResponse } from './ai-response.js'
import { idle, reduceStream, type StreamEvent, type StreamState } from './stream-state.js'
import type { TextPresenter } from './text-presenter.js'

/** One call of `streamAI`. Its state is its own, so that calls can't mix. */
export class StreamRun<R> {
  readonly #abort = new AbortController()
  readonly #presenter: TextPresenter
  #state: StreamState<R> = reduceStream<R>(idle, { type: 'started' })
  #shownText = ''
  #received = false
  #over = false

  /**
   * @param present Makes what shows the text.
   * @param changed Is called after each change that may be seen.
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

  /** What of the text is to be seen by now. */
  get shownText(): string {
    return this.#shownText
  }

  /** Gives the answer once it is complete and shown. */
  async read(client: AIClient, url: string, payload: GenerateRequest, onText: (text: string) => void): Promise<AIResponse<R>> {
    try {
      const frames = client.stream(url, payload, {
        signal: this.#abort.signal,
        onConnection: (change) => this.#apply({ type: 'connection', change }),
      })
      for await (const frame of frames) {
        this.#apply({ type: 'frame', frame })
        if (frame.type === 'text') onText(frame.content)
      }
      this.#received = true
      await this.#presenter.finish()
      return this.#complete()
    } catch (failure) {
      const error = asStreamError(failure)
      this.#end({ type: 'failed', error })
      throw error
    }
  }

  /** Cancels the answer; one that has come to its end is only shown at once. */
  abort(): void {
    if (this.#over) return
    if (this.#received) {
      this.#presenter.flush()
      return
    }

    this.#abort.abort()
    this.#end({ type: 'failed', error: AIStreamError.aborted() })
  }

  #complete(): AIResponse<R> {
    const { metadata, text, confidence, result } = this.#state
    if (metadata === null) throw new AIStreamError('The answer ended too early.', { code: 'interrupted', retryable: true })
    this.#end({ type: 'completed' })
    return { responseId: metadata.responseId, text, confidence, metadata, result }
  }

  #end(event: StreamEvent): void {
    if (this.#over) return
    this.#over = true
    this.#presenter.flush()
    this.#presenter.stop()
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
