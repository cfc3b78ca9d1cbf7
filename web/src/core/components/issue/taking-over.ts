'use client'

import type { KeptValues } from '../../hooks/kept-values'
import { useKeptValue } from '../../hooks/use-kept-value'
import type { Texts } from '../../i18n/texts'
import { useAnnounce } from './announcer'

/** Takes something back that was taken over. */
export type Undo = () => void | Promise<void>

/** What takes something over into the issue; it may give what takes it back. */
export type TakeOver = () => Undo | void | Promise<Undo | void>

/** Hears whether an answer was accepted, and how much of it was changed before, from 0 to 1. */
export type AcceptHandler = (accepted: boolean, editDistance?: number) => void

export interface TakingOver {
  state: 'open' | 'busy' | 'taken'
  /** Whether the last attempt to take over, or back, failed. */
  hasFailed: boolean
  canUndo: boolean
  take(takeOver: TakeOver, editDistance: number): void
  undo(): void
}

/** Of all versions of an answer, one can be taken over at a time. */
interface Taking {
  answerKey: string
  state: TakingOver['state']
  hasFailed: boolean
  undo: Undo | null
}

/** Takes an answer over, and back again, also after the reader has looked at something else meanwhile. */
export function useTakingOver(kept: KeptValues, answerKey: string, texts: Texts, onAccept: AcceptHandler | undefined): TakingOver {
  const announce = useAnnounce()
  const open: Taking = { answerKey, state: 'open', hasFailed: false, undo: null }
  const [last, setTaking] = useKeptValue(kept, 'taking', open)
  const taking = last.answerKey === answerKey ? last : open

  async function run(step: () => Promise<Taking>, said: { success: string; failure: string }, ...accepted: Parameters<AcceptHandler>) {
    setTaking({ ...taking, state: 'busy', hasFailed: false })
    try {
      setTaking(await step())
    } catch {
      // What the application couldn't do is the application's to explain; the reader may try again.
      setTaking({ ...taking, hasFailed: true })
      announce(said.failure)
      return
    }
    announce(said.success)
    onAccept?.(...accepted)
  }

  return {
    state: taking.state,
    hasFailed: taking.hasFailed,
    canUndo: taking.undo !== null,
    take: (takeOver, editDistance) =>
      void run(async () => ({ ...open, state: 'taken', undo: (await takeOver()) ?? null }), { success: texts.takenOver, failure: texts.takeOverFailed }, true, editDistance),
    undo: () =>
      void run(async () => {
        await taking.undo?.()
        return open
      }, { success: texts.takenBack, failure: texts.undoFailed }, false),
  }
}
