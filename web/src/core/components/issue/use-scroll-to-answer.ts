'use client'

import { useEffect, useRef } from 'react'

// Below this part of the screen the response would begin (almost) out of sight.
const LOWEST_BEGINNING = 0.6

/**
 * Scrolls the response into view on request, and again when its first text arrives above the screen: browsers anchor the
 * content below, such as the pressed Regenerate button.
 * @param look A new value requests scrolling; the first value requests nothing.
 * @param hasText Whether there is any text of the response.
 * @returns The ref for the element that begins with the response's buttons.
 */
export function useScrollToAnswer(look: string, hasText: boolean): { current: HTMLElement | null } {
  const root = useRef<HTMLElement | null>(null)
  const before = useRef({ look, hasText })
  useEffect(() => {
    const { look: lastLook, hasText: hadText } = before.current
    before.current = { look, hasText }
    const isRequested = lastLook !== look
    const isFirstText = lastLook === look && hasText && !hadText
    if (look === '' || !root.current || !(isRequested || isFirstText)) return

    const top = root.current.querySelector('.iai-card')?.getBoundingClientRect().top
    if (top === undefined || (top >= 0 && (isFirstText || top <= window.innerHeight * LOWEST_BEGINNING))) return
    const isStill = typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches
    root.current.scrollIntoView?.({ block: 'start', behavior: isStill ? 'auto' : 'smooth' })
  }, [look, hasText])
  return root
}
