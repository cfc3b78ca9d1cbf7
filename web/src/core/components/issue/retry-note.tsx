'use client'

import { useEffect, useState } from 'react'
import type { Texts } from '../../i18n/texts'

interface RetryNoteProps {
  /** How long the service asks to wait, from now on. */
  seconds: number
  texts: Texts
  locale: string
}

/** Counts down to when asking again may help. Only words: nobody is kept from trying earlier. */
export function RetryNote({ seconds, texts, locale }: RetryNoteProps) {
  const [left, setLeft] = useState(seconds)
  const isOver = left <= 0

  useEffect(() => {
    if (isOver) return
    const due = Date.now() + seconds * 1000
    const timer = setInterval(() => setLeft(Math.ceil((due - Date.now()) / 1000)), 1000)
    return () => clearInterval(timer)
  }, [seconds, isOver])

  return isOver ? null : <span>{texts.retryIn(new Intl.NumberFormat(locale).format(left))}</span>
}
