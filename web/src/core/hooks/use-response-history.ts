'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { useAIClient } from './ai-client-context'
import { issueAnswers } from './issue-answers'
import type { ResponseListSnapshot } from './response-list'

export interface UseResponseHistoryResult extends Omit<ResponseListSnapshot, 'continuation'> {
  /** Loads the newest responses again, without the older ones. It doesn't reject: a failure is in `error`. */
  refresh(this: void): Promise<void>
  /** Loads the next older responses; undefined if there are none. */
  loadMore: ((this: void) => Promise<void>) | undefined
}

/**
 * An issue's responses in any state, with their texts, newest first. Components with the same issue and action share them.
 * @param action Only responses to `refine`, `estimate` or `breakdown`. Default: all.
 */
export function useResponseHistory(issueId: string, action?: string): UseResponseHistoryResult {
  const list = issueAnswers(useAIClient()).list(issueId, action)
  useEffect(() => {
    const letGo = list.hold()
    void list.update()
    return letGo
  }, [list])
  const { items, isLoading, error, continuation } = useSyncExternalStore(list.subscribe, list.getSnapshot, list.getSnapshot)
  return { items, isLoading, error, refresh: list.refresh, loadMore: continuation === null ? undefined : list.loadMore }
}
