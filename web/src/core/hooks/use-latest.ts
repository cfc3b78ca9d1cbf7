'use client'

import { useInsertionEffect, useRef } from 'react'

/** The latest render's value: a response ends many renders after its request. */
export function useLatest<T>(value: T): React.RefObject<T> {
  const latest = useRef(value)
  useInsertionEffect(() => {
    latest.current = value
  })
  return latest
}
