'use client'

import { useState } from 'react'
import type { Texts } from '../../i18n/texts'
import type { Rating } from '../../transport/stored-response'
import { Button } from './button'

interface RatingButtonsProps {
  rating: Rating | null
  onRate: (rating: Rating) => void | Promise<void>
  texts: Texts
}

/** Thumbs up and down; a rating may be changed, not removed. */
export function RatingButtons({ rating, onRate, texts }: RatingButtonsProps) {
  const [hasFailed, setHasFailed] = useState(false)

  async function rate(kind: Rating) {
    setHasFailed(false)
    try {
      await onRate(kind)
    } catch {
      setHasFailed(true)
    }
  }

  const thumb = (kind: Rating, label: string) => (
    <Button kind="icon" icon={kind} aria-label={label} title={label} aria-pressed={rating === kind} onClick={() => void rate(kind)} />
  )
  return (
    <span className="iai-group">
      {hasFailed && (
        <span className="iai-note" role="alert">
          {texts.ratingFailed}
        </span>
      )}
      {thumb('up', texts.goodAnswer)}
      {thumb('down', texts.badAnswer)}
    </span>
  )
}
