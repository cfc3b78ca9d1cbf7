'use client'

import { useEffect, useState } from 'react'
import type { Texts } from '../../i18n/texts'

interface RetryNoteProps {
  /** The remaining wait that the service requests; 0 for none. */
  seconds: number
  texts: Texts
  locale: string
}

/** Counts down to the recommended retry. An earlier retry is possible. */
export function RetryNote({ seconds, texts, locale }: RetryNoteProps) {
  const [left, setLeft] = useState(seconds)
  const isOver = left <= 0

  useEffect(() => {
    if (isOver) return
    const due = Date.now() + seconds * 1000
    const timer = setInterval(() => setLeft(Math.ceil((due - Date.now()) / 1000)), 1000)
    return () => clearInterval(timer)
  }, [seconds, isOver])

  return <span>{isOver ? texts.retryNow : texts.retryIn(new Intl.NumberFormat(locale).format(left))}</span>
}
