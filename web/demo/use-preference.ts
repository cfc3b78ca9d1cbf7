import { useEffect, useState } from 'react'

/** One of a few values, kept in this browser and as an attribute of the page. */
export function usePreference<T extends string>(name: string, values: readonly [T, ...T[]], apply: (value: T) => void) {
  const place = `issue-ai-demo-${name}`
  const [value, setValue] = useState<T>(() => values.find((one) => one === localStorage.getItem(place)) ?? values[0])

  useEffect(() => {
    localStorage.setItem(place, value)
    apply(value)
  }, [place, value, apply])

  return [value, setValue] as const
}
