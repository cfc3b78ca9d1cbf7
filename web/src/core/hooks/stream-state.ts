import type { AIStreamError } from '../transport/ai-stream-error'
import type { Confidence, NumberedFrame, ResponseMetadata } from '../transport/frames'
import type { ConnectionChange } from '../transport/stream-options'

/**
 * `connecting` until the service responds, `reconnecting` after a lost connection, `cancelled` after `abort`
 * or when another client cancelled the response.
 */
export type AIStreamStatus = 'idle' | 'connecting' | 'streaming' | 'reconnecting' | 'completed' | 'cancelled' | 'failed'

export interface StreamState<R> {
  status: AIStreamStatus
  text: string
  /** The text's length after each of its events, so that the service can retract text. */
  marks: { id: number; length: number }[]
  confidence: Confidence | null
  metadata: ResponseMetadata | null
  result: R | null
  responseId: string | null
  error: AIStreamError | null
}

export type StreamEvent =
  | { type: 'started' }
  | { type: 'connection'; change: ConnectionChange }
  | { type: 'frame'; frame: NumberedFrame }
  | { type: 'completed' }
  | { type: 'failed'; error: AIStreamError }

/** No request was sent yet. */
export function idle<R>(): StreamState<R> {
  return {
    status: 'idle', text: '', marks: [], confidence: null, metadata: null, result: null, responseId: null, error: null,
  }
}

export function reduceStream<R>(state: StreamState<R>, event: StreamEvent): StreamState<R> {
  switch (event.type) {
    case 'started':
      return { ...idle<R>(), status: 'connecting' }
    case 'connection':
      return afterConnectionChange(state, event.change)
    case 'frame':
      return afterFrame(state, event.frame)
    case 'completed':
      return { ...state, status: 'completed' }
    case 'failed':
      return event.error.code === 'cancelled' ? { ...state, status: 'cancelled' } : { ...state, status: 'failed', error: event.error }
  }
}

function afterConnectionChange<R>(state: StreamState<R>, change: ConnectionChange): StreamState<R> {
  switch (change.status) {
    case 'open':
      return { ...state, status: 'streaming', responseId: change.responseId }
    case 'reconnecting':
      return { ...state, status: 'reconnecting' }
    case 'cancelling':
      return state
  }
}

function afterFrame<R>(state: StreamState<R>, frame: NumberedFrame): StreamState<R> {
  switch (frame.type) {
    case 'text':
      return withText(state, state.text + frame.content, frame.id)
    case 'retract':
      return withoutText(state, frame.after)
    case 'result':
      // Only the caller knows the action, and thereby the type of the result.
      return { ...state, result: frame.value as R }
    case 'confidence': {
      const { value, level, method, calibrated } = frame
      return { ...state, confidence: { value, level, method, calibrated } }
    }
    case 'metadata':
      return { ...state, metadata: frame.value, responseId: frame.value.responseId }
  }
}

function withText<R>(state: StreamState<R>, text: string, id: number): StreamState<R> {
  return { ...state, text, marks: [...state.marks, { id, length: text.length }] }
}

function withoutText<R>(state: StreamState<R>, after: number): StreamState<R> {
  const marks = state.marks.filter((mark) => mark.id <= after)
  return { ...state, marks, text: state.text.slice(0, marks.at(-1)?.length ?? 0) }
}
