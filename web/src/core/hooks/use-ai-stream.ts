'use client'

import { useEffect, useInsertionEffect, useState, useSyncExternalStore } from 'react'
import type { GenerateRequest } from '../transport/requests'
import { useAIClient } from './ai-client-context'
import type { AIResponse } from './ai-response'
import { issueAnswers } from './issue-answers'
import { StreamSession, type StreamCallbacks, type StreamSettings } from './stream-session'
import type { StreamSnapshot } from './stream-snapshot'
import { useLatest } from './use-latest'

export interface UseAIStreamOptions<R = unknown> extends StreamCallbacks<R>, Omit<StreamSettings, 'client'> {
  /**
   * Names a response that outlives this component: it continues when the component is unmounted, and the next component with the
   * same name shows it, also after a reload. Default: unmounting cancels.
   */
  keepAlive?: KeptAnswer | undefined
}

/** Identifies a response by its issue and action. */
export interface KeptAnswer {
  issueId: string
  /** `refine`, `estimate` or `breakdown`. */
  action: string
  /** The address of the request. Default: `/api/ai/{action}`. */
  url?: string | undefined
}

export interface UseAIStreamResult<R = unknown> extends StreamSnapshot<R> {
  /**
   * Requests a response. A second call ends the first, whose promise rejects with the code `cancelled`.
   * @param callbacks For this call only, in addition to those of the hook.
   * @returns The response, once it is complete and `streamedText` contains all of it.
   * @throws AIStreamError. It is also in `error`, so the promise need not be awaited.
   */
  streamAI(this: void, url: string, payload: GenerateRequest, callbacks?: StreamCallbacks<R>): Promise<AIResponse<R>>
  /** Ends the stream and cancels the response on the service. The text so far stays. */
  abort(this: void): void
  /** Aborts, and clears everything. */
  reset(this: void): void
}

/**
 * Streams responses into a component, one at a time. The functions never change; the hook calls the callbacks of the latest
 * render. Unmounting aborts, unless `keepAlive` is set.
 */
export function useAIStream<R = unknown>(options: UseAIStreamOptions<R> = {}): UseAIStreamResult<R> {
  const { keepAlive, smooth } = options
  const client = useAIClient()
  const settings = { client, smooth }
  const [own] = useState(() => new StreamSession<R>(settings))
  // Only the caller knows the action, and so the type of its result.
  const session = keepAlive ? (issueAnswers(client).of(keepAlive.issueId, keepAlive.action).session as StreamSession<R>) : own
  const latest = useLatest(options)
  useInsertionEffect(() => session.configure(settings))
  useEffect(() => session.hold(() => latest.current.keepAlive !== undefined, () => latest.current), [session, latest])

  const { issueId, action, url = `/api/ai/${action}` } = keepAlive ?? {}
  useEffect(() => {
    // The snapshot has its outcome; the promise isn't needed.
    if (issueId !== undefined) session.attach(url, issueId).catch(() => {})
  }, [session, issueId, url])

  const snapshot = useSyncExternalStore(session.subscribe, session.getSnapshot, session.getSnapshot)
  return { ...snapshot, streamAI: session.streamAI, abort: session.abort, reset: session.reset }
}
