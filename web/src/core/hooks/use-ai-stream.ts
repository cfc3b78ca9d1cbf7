'use client'

import { useEffect, useInsertionEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { GenerateRequest } from '../transport/requests'
import { useAIClient } from './ai-client-context'
import type { AIResponse } from './ai-response'
import { issueAnswers } from './issue-answers'
import { StreamSession, type StreamCallbacks, type StreamSettings } from './stream-session'
import type { StreamSnapshot } from './stream-snapshot'

export interface UseAIStreamOptions<R = unknown> extends Omit<StreamSettings<R>, 'client'> {
  /**
   * Names the answer that outlives this component: it goes on when the component is unmounted, and the next one that names it
   * shows it, after a reload too. Default: unmounting cancels.
   */
  keepAlive?: KeptAnswer | undefined
}

/** An answer by what it is asked for. */
export interface KeptAnswer {
  issueId: string
  /** `refine`, `estimate` or `breakdown`. */
  action: string
  /** Where it is asked for. Default: `/api/ai/{action}`. */
  url?: string | undefined
}

export interface UseAIStreamResult<R = unknown> extends StreamSnapshot<R> {
  /**
   * Asks for an answer. A call ends the one before, whose promise rejects with the code `cancelled`.
   * @param callbacks Of this call alone, beside those of the hook.
   * @returns The answer, once it is complete and all of it stands in `streamedText`.
   * @throws AIStreamError. It is also in `error`, so the promise need not be awaited.
   */
  streamAI(this: void, url: string, payload: GenerateRequest, callbacks?: StreamCallbacks<R>): Promise<AIResponse<R>>
  /** Ends the stream and cancels the answer on the service. The text so far stays. */
  abort(this: void): void
  /** Aborts, and forgets the text and everything else. */
  reset(this: void): void
}

/**
 * Streams answers into a component, one at a time. The functions never change, and the callbacks are those of the latest
 * render. Unmounting aborts, unless `keepAlive` says otherwise.
 */
export function useAIStream<R = unknown>(options: UseAIStreamOptions<R> = {}): UseAIStreamResult<R> {
  const { keepAlive, ...callbacks } = options
  const client = useAIClient()
  const settings = { ...callbacks, client }
  const [own] = useState(() => new StreamSession<R>(settings))
  // Which action was asked, and so what its result is, only the caller knows.
  const session = keepAlive ? (issueAnswers(client).of(keepAlive.issueId, keepAlive.action).session as StreamSession<R>) : own
  const outlives = useRef(keepAlive !== undefined)
  useInsertionEffect(() => {
    outlives.current = keepAlive !== undefined
    session.configure(settings)
  })
  useEffect(() => session.hold(() => outlives.current), [session])

  const { issueId, action, url = `/api/ai/${action}` } = keepAlive ?? {}
  useEffect(() => {
    // How it ends stands in the snapshot, and nobody awaits it here.
    if (issueId !== undefined) session.attach(url, issueId).catch(() => {})
  }, [session, issueId, url])

  const snapshot = useSyncExternalStore(session.subscribe, session.getSnapshot, session.getSnapshot)
  return { ...snapshot, streamAI: session.streamAI, abort: session.abort, reset: session.reset }
}
