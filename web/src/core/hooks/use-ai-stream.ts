import { useEffect, useInsertionEffect, useState, useSyncExternalStore } from 'react'
import type { GenerateRequest } from '../transport/requests.js'
import { useAIClient } from './ai-client-context.js'
import type { AIResponse } from './ai-response.js'
import { StreamSession, type StreamSettings, type StreamSnapshot } from './stream-session.js'

export type UseAIStreamOptions<R = unknown> = Omit<StreamSettings<R>, 'client'>

export interface UseAIStreamResult<R = unknown> extends StreamSnapshot<R> {
  /**
   * Asks for an answer. A call ends the one before, whose promise rejects with the code `cancelled`.
   * @returns The answer, once it is complete and all of it stands in `streamedText`.
   * @throws AIStreamError. Who doesn't wait for the promise finds it in `error`.
   */
  streamAI(this: void, url: string, payload: GenerateRequest): Promise<AIResponse<R>>
  /** Ends the stream and cancels the answer on the service. The text so far stays. */
  abort(this: void): void
  /** Aborts, and forgets the text and everything else. */
  reset(this: void): void
}

/**
 * Streams answers into a component, one at a time. The functions never change, and the callbacks are those of the latest
 * render. Unmounting aborts.
 */
export function useAIStream<R = unknown>(options: UseAIStreamOptions<R> = {}): UseAIStreamResult<R> {
  const settings = { ...options, client: useAIClient() }
  const [session] = useState(() => new StreamSession<R>(settings))
  useInsertionEffect(() => session.configure(settings))
  useEffect(() => session.hold(), [session])
  const snapshot = useSyncExternalStore(session.subscribe, session.getSnapshot, session.getSnapshot)
  return { ...snapshot, streamAI: session.streamAI, abort: session.abort, reset: session.reset }
}
