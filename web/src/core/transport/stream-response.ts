import { AIStreamError } from './ai-stream-error.js'
import type { NumberedFrame } from './frames.js'
import type { GenerateRequest } from './requests.js'
import { ResponseStream } from './response-stream.js'
import type { StreamOptions } from './stream-options.js'

/**
 * Asks for an answer and gives its frames, each once and in order, however often the connection is lost on the way. It ends
 * after `metadata`. Leaving the loop earlier cancels the answer, as aborting `options.signal` does.
 * @param url Where to ask, absolute or relative, with a query of its own or none.
 * @throws AIStreamError for everything that goes wrong.
 */
export async function* streamResponse(
  url: string,
  payload: GenerateRequest,
  options: StreamOptions = {},
): AsyncGenerator<NumberedFrame, void, void> {
  if (options.signal?.aborted) throw AIStreamError.aborted()

  yield* new ResponseStream(url, payload, options).frames()
}
