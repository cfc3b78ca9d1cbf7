'use client'

import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'

const Announcing = /* @__PURE__ */ createContext<((words: string) => void) | null>(null)

/** Says something to a screen reader, by the one region around that it listens to. */
export function useAnnounce(): (words: string) => void {
  return useContext(Announcing) ?? nobody
}

function nobody(): void {}

/**
 * The region that a screen reader listens to, for all that is inside: there from the start, and outside of everything that is
 * busy. Where there is one around already, that one is used.
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
        {/* Anew each time, so that the same words are said again. */}
        {said.words !== '' && <span key={said.count}>{said.words}</span>}
      </p>
    </Announcing.Provider>
  )
}

/**
 * Announces changes, and nothing at the beginning: the first state isn't a change.
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
