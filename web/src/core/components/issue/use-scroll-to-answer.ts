'use client'

import { useEffect, useRef } from 'react'

// Below this part of the screen an answer would begin out of sight, or nearly so.
const LOWEST_BEGINNING = 0.6

/**
 * Brings the answer onto the screen when it is wished for.
 * @param look A new value requests scrolling; the first value requests nothing.
 * @returns The ref for the element that begins with the response's buttons.
 */
export function useScrollToAnswer(look: string): { current: HTMLElement | null } {
  const root = useRef<HTMLElement | null>(null)
  const before = useRef(look)
  useEffect(() => {
    if (before.current === look) return
    before.current = look
    const card = root.current?.querySelector('.iai-card')
    if (look === '' || !root.current || !card) return

    const { top } = card.getBoundingClientRect()
    if (top >= 0 && top <= window.innerHeight * LOWEST_BEGINNING) return
    const isStill = typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches
    root.current.scrollIntoView?.({ block: 'start', behavior: isStill ? 'auto' : 'smooth' })
  }, [look])
  return root
}
