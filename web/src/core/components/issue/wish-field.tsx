'use client'

import { useId, useState } from 'react'
import { textsFor, type OwnTexts } from '../../i18n/index'
import { classes } from './button'

export interface WishFieldProps {
  /** Receives the instructions at Enter, trimmed. */
  onWish: (wish: string) => void
  /** The typed text, if a parent keeps it. Default: the field keeps it. */
  value?: string | undefined
  onChange?: ((value: string) => void) | undefined
  locale?: string | undefined
  texts?: OwnTexts | undefined
  className?: string | undefined
  slots?: { before?: React.ReactNode; after?: React.ReactNode } | undefined
}

/** A field for instructions for the next version. */
export function WishField({ onWish, value, onChange, locale = 'en', texts: own, className, slots = {} }: WishFieldProps) {
  const texts = textsFor(locale, own)
  const id = useId()
  const [typed, setTyped] = useState('')
  const wish = value ?? typed

  return (
    <div className={classes('iai-wish', className)}>
      {slots.before}
      <label className="iai-hidden" htmlFor={id}>
        {texts.instructions}
      </label>
      <input
        id={id}
        dir="auto"
        value={wish}
        maxLength={2000}
        placeholder={texts.instructionsHint}
        enterKeyHint="send"
        onChange={(event) => {
          setTyped(event.target.value)
          onChange?.(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.repeat && !event.nativeEvent.isComposing) onWish(wish.trim())
        }}
      />
      {slots.after}
    </div>
  )
}
