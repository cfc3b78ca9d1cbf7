'use client'

import { useState } from 'react'
import type { Texts } from '../../i18n/texts'
import { useAnnounce } from './announcer'

/** Takes something back that was taken over. */
export type Undo = () => void | Promise<void>

/** What takes something over into the issue; it may give what takes it back. */
export type TakeOver = () => Undo | void | Promise<Undo | void>

/** Hears whether an answer was accepted, and how much of it was changed before, from 0 to 1. */
export type AcceptHandler = (accepted: boolean, editDistance?: number) => void

export interface TakingOver {
  state: 'open' | 'busy' | 'taken' | 'failed'
  canUndo: boolean
  take(takeOver: TakeOver, editDistance: number): void
  undo(): void
}

/** Takes an answer over, and back again. */
export function useTakingOver(texts: Texts, onAccept: AcceptHandler | undefined): TakingOver {
  const announce = useAnnounce()
  const [state, setState] = useState<TakingOver['state']>('open')
  const [undo, setUndo] = useState<{ take: Undo } | null>(null)

  async function run(step: () => Promise<void>) {
    setState('busy')
    try {
      await step()
    } catch {
      // What the application couldn't do is the application's to explain; the reader may try again.
      setState('failed')
      announce(texts.takeOverFailed)
    }
  }

  return {
    state,
    canUndo: undo !== null,
    take: (takeOver, editDistance) =>
      void run(async () => {
        const back = await takeOver()
        setUndo(back ? { take: back } : null)
        setState('taken')
        announce(texts.takenOver)
        onAccept?.(true, editDistance)
      }),
    undo: () =>
      void run(async () => {
        await undo?.take()
        setUndo(null)
        setState('open')
        announce(texts.takenBack)
        onAccept?.(false)
      }),
  }
}
