import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useAIClient } from './ai-client-context.js'
import { ResponseList, type ResponseListSnapshot } from './response-list.js'

export interface UseResponseHistoryResult extends Omit<ResponseListSnapshot, 'continuation'> {
  /** Loads the newest answers again. It doesn't reject: a failure is in `error`. */
  refresh(this: void): Promise<void>
  /** Loads the next older answers; undefined when there are none. */
  loadMore: ((this: void) => Promise<void>) | undefined
}

/**
 * An issue's answers in any state, with their texts, newest first.
 * @param action Only answers to `refine`, `estimate` or `breakdown`. Default: all.
 */
export function useResponseHistory(issueId: string, action?: string): UseResponseHistoryResult {
  const history = useLazyResponseHistory(issueId, action)
  const { refresh } = history
  useEffect(() => void refresh(), [refresh])
  return history
}

/** The same, empty until `refresh` is called. */
export function useLazyResponseHistory(issueId: string, action?: string): UseResponseHistoryResult {
  const client = useAIClient()
  const list = useMemo(() => new ResponseList(client, issueId, action), [client, issueId, action])
  useEffect(() => list.stop, [list])
  const { items, isLoading, error, continuation } = useSyncExternalStore(list.subscribe, list.getSnapshot, list.getSnapshot)
  return { items, isLoading, error, refresh: list.refresh, loadMore: continuation === null ? undefined : list.loadMore }
}
