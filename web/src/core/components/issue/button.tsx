'use client'

import { useLayoutEffect, useRef } from 'react'
import { Icon, type IconName } from './icon'

interface ButtonProps extends Omit<React.ComponentProps<'button'>, 'type' | 'disabled' | 'ref'> {
  icon?: IconName | undefined
  /** The emphasis: `primary` is the main action, `icon` has no text. */
  kind?: 'primary' | 'icon' | undefined
  /** Disables the button. It keeps the focus, unlike with the browser's `disabled`. */
  isOff?: boolean | undefined
  /** The element that gets the focus when this button disappears while focused. */
  heir?: (() => HTMLElement | null | undefined) | undefined
}

/** A button that a held key presses only once. */
export function Button({ icon, kind, isOff = false, heir, className, onClick, onKeyDown, children, ...rest }: ButtonProps) {
  const own = useRef<HTMLButtonElement>(null)
  const latestHeir = useRef(heir)
  useLayoutEffect(() => {
    latestHeir.current = heir
  })
  useLayoutEffect(() => {
    const button = own.current
    return () => {
      if (button === null || document.activeElement !== button) return
      queueMicrotask(() => {
        if (document.activeElement === document.body) latestHeir.current?.()?.focus({ preventScroll: true })
      })
    }
  }, [])

  return (
    <button
      {...rest}
      ref={own}
      type="button"
      className={classes('iai-button', kind && `iai-button-${kind}`, className)}
      aria-disabled={isOff || undefined}
      onKeyDown={(event) => {
        if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault()
        onKeyDown?.(event)
      }}
      onClick={(event) => {
        if (!isOff) onClick?.(event)
      }}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

export function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
