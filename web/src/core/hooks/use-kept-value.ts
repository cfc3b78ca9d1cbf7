'use client'

import { useCallback, useState, useSyncExternalStore } from 'react'
import type { KeptValues } from './kept-values'

/**
 * Like useState, but the value outlives the component and can be set after unmounting.
 * @param name Unique among the values. A component whose name changes needs a new key.
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
