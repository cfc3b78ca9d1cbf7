import { AIStreamError } from './ai-stream-error'
import type { NumberedFrame } from './frames'
import { attachment, generation, type Question } from './question'
import type { GenerateRequest } from './requests'
import { ResponseStream } from './response-stream'
import type { StreamOptions } from './stream-options'

/**
 * Asks for an answer and gives its frames, each once and in order, however often the connection is lost on the way. It ends
 * after `metadata`. Leaving the loop earlier cancels the answer, as aborting `options.signal` does.
 * @param url Where to ask, absolute or relative, with a query of its own or none.
 * @throws AIStreamError for everything that goes wrong.
 */
export function streamResponse(url: string, payload: GenerateRequest, options: StreamOptions = {}): AsyncGenerator<NumberedFrame, void, void> {
  return stream(url, generation(url, payload), options)
}

/**
 * Follows the newest answer that is being written for an issue, from its start, and gives its frames as `streamResponse` does.
 * Where none is being written, it ends at once, and `options.onConnection` hears of no connection.
 * @param url Where that action is asked for: `/api/ai/refine`, say.
 */
export function attachResponse(url: string, issueId: string, options: StreamOptions = {}): AsyncGenerator<NumberedFrame, void, void> {
  return stream(url, attachment(url, issueId), options)
}

async function* stream(url: string, question: Question, options: StreamOptions): AsyncGenerator<NumberedFrame, void, void> {
  if (options.signal?.aborted) throw AIStreamError.aborted()

  yield* new ResponseStream(url, question, options).frames()
}
