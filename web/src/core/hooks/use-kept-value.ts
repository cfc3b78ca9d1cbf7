'use client'

import { useCallback, useState, useSyncExternalStore } from 'react'
import type { KeptValues } from './kept-values'

/**
 * As useState, but the value stays when the component is unmounted, and may be set after that.
 * @param name Unique among the values; a component with another name needs another key.
 */
export function useKeptValue<T>(values: KeptValues, name: string, initial: T | (() => T)): [value: T, set: (change: T | ((before: T) => T)) => void] {
  const [first] = useState(initial)
  const read = () => values.get(name)
  const known = useSyncExternalStore(values.subscribe, read, read) as T | undefined
  const set = useCallback(
    (change: T | ((before: T) => T)) => {
      const known = values.get(name) as T | undefined
      const before = known === undefined ? first : known
      values.set(name, typeof change === 'function' ? (change as (before: T) => T)(before) : change)
    },
    [values, name, first],
  )
  return [known === undefined ? first : known, set]
}
