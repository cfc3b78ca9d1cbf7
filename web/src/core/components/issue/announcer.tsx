'use client'

import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'

const Announcing = /* @__PURE__ */ createContext<((words: string) => void) | null>(null)

/** Announces a text to screen readers, through the only live region around it. */
export function useAnnounce(): (words: string) => void {
  return useContext(Announcing) ?? nobody
}

function nobody(): void {}

/**
 * The live region for all components inside: it exists from the start, and is outside of every busy element.
 * If there is already a live region around it, that one is used.
 */
export function Announcer({ children }: { children: React.ReactNode }) {
  const around = useContext(Announcing)
  return around ? <>{children}</> : <OwnRegion>{children}</OwnRegion>
}

function OwnRegion({ children }: { children: React.ReactNode }) {
  const [said, setSaid] = useState({ words: '', count: 0 })
  const announce = useMemo(() => (words: string) => setSaid(({ count }) => ({ words, count: count + 1 })), [])
  return (
    <Announcing.Provider value={announce}>
      {children}
      <p className="iai-hidden" role="status" aria-live="polite" aria-atomic="true">
        {/* A new element each time, so that a repeated text is announced again. */}
        {said.words !== '' && <span key={said.count}>{said.words}</span>}
      </p>
    </Announcing.Provider>
  )
}

/**
 * Announces changes, but not the initial state.
 * @param state The state to compare.
 * @param words The text to announce; null for none.
 */
export function useAnnouncement(state: string, words: string | null): void {
  const announce = useAnnounce()
  const before = useRef(state)
  useEffect(() => {
    if (before.current === state) return
    before.current = state
    if (words !== null) announce(words)
  }, [state, words, announce])
}
