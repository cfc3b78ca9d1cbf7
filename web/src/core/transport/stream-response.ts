import { AIStreamError } from './ai-stream-error'
import type { NumberedFrame } from './frames'
import { attachment, generation, type Question } from './question'
import type { GenerateRequest } from './requests'
import { ResponseStream } from './response-stream'
import type { StreamOptions } from './stream-options'

/**
 * Requests a response and yields its frames, each once and in order, however often the connection is lost. It ends
 * after `metadata`. Leaving the loop earlier cancels the response, as aborting `options.signal` does.
 * @param url The action's address, absolute or relative, with or without a query.
 * @throws AIStreamError for every failure.
 */
export function streamResponse(url: string, payload: GenerateRequest, options: StreamOptions = {}): AsyncGenerator<NumberedFrame, void, void> {
  return stream(url, generation(url, payload), options)
}

/**
 * Follows the newest running response for an issue, from its start, and yields its frames as `streamResponse` does.
 * Without a running response it ends at once, without a call of `options.onConnection`.
 * @param url The action's address, such as `/api/ai/refine`.
 */
export function attachResponse(url: string, issueId: string, options: StreamOptions = {}): AsyncGenerator<NumberedFrame, void, void> {
  return stream(url, attachment(url, issueId), options)
}

async function* stream(url: string, question: Question, options: StreamOptions): AsyncGenerator<NumberedFrame, void, void> {
  if (options.signal?.aborted) throw AIStreamError.aborted()

  yield* new ResponseStream(url, question, options).frames()
}
