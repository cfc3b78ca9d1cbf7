'use client'

import { useEffect, useRef } from 'react'
import { isRunning } from '../../hooks/stream-snapshot'
import type { AIStreamStatus } from '../../hooks/stream-state'
import type { Texts } from '../../i18n/texts'
import type { AIStreamError } from '../../transport/ai-stream-error'
import { useAnnounce } from './announcer'

interface CardAnnouncementProps {
  title: string
  status: AIStreamStatus
  reason: string
  isTruncated: boolean
  texts: Texts
}

/** Announces the beginning, lost connections and the end to screen readers, and nothing else. */
export function CardAnnouncement({ title, status, reason, isTruncated, texts }: CardAnnouncementProps) {
  const announce = useAnnounce()
  const state = status === 'connecting' || status === 'streaming' ? 'began' : status
  // A card that was complete from the start has nothing to announce.
  const before = useRef<string | null>(isRunning(status) ? null : state)
  const words = { completed: isTruncated ? texts.endedTruncated(title) : texts.ended(title), cancelled: texts.hasStopped(title), failed: texts.failed(title, reason), reconnecting: texts.comingBack(title), began: texts.began(title), idle: '' }[state]

  useEffect(() => {
    if (before.current === state) return
    const cameBack = before.current === 'reconnecting' && state === 'began'
    before.current = state
    if (words !== '' && !cameBack) announce(words)
  }, [state, words, announce])
  return null
}

/** The reason for a failure, for the user. It doesn't mention a retry. */
export function reasonOf({ code, retryable, message }: AIStreamError, texts: Texts): string {
  const otherwise = retryable ? texts.errors['internal'] : texts.errors['permanent']
  return (code === 'internal' ? otherwise : texts.errors[code]) ?? otherwise ?? message
}

/** The reason and, for a screen reader, whether and when a retry may help. */
export function spokenReasonOf(error: AIStreamError, texts: Texts, locale: string): string {
  const { retryable, retryAfterSeconds } = error
  const advice = retryAfterSeconds === undefined ? texts.retryNow : texts.retryIn(new Intl.NumberFormat(locale).format(retryAfterSeconds))
  return retryable ? `${reasonOf(error, texts)} ${advice}` : reasonOf(error, texts)
}
