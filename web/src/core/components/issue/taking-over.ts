'use client'

import type { KeptValues } from '../../hooks/kept-values'
import { useKeptValue } from '../../hooks/use-kept-value'
import type { Texts } from '../../i18n/texts'
import { useAnnounce } from './announcer'

/** Reverts a change of the issue. */
export type Undo = () => void | Promise<void>

/** Applies something to the issue; it may return a function that reverts it. */
export type TakeOver = () => Undo | void | Promise<Undo | void>

/** Reports whether a response was accepted, and how much of it was edited before, from 0 to 1. */
export type AcceptHandler = (accepted: boolean, editDistance?: number) => void

export interface TakingOver {
  state: 'open' | 'busy' | 'taken'
  /** Whether the last attempt to apply or to revert failed. */
  hasFailed: boolean
  canUndo: boolean
  take(takeOver: TakeOver, editDistance: number): void
  undo(): void
}

/** At most one version of a response is applied at a time. */
interface Taking {
  answerKey: string
  state: TakingOver['state']
  hasFailed: boolean
  undo: Undo | null
}

/** Whether this version is the applied one. */
export function useIsTaken(kept: KeptValues, answerKey: string): boolean {
  const [last] = useKeptValue<Taking | null>(kept, 'taking', null)
  return last?.answerKey === answerKey && last.state === 'taken'
}

/** Applies a response and reverts that, even after the user has navigated away. */
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
      // The application reports its own failures; the user may retry.
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
      void run(async () => {
        const undo = await takeOver()
        return { ...open, state: 'taken', undo: undo ? undo : null }
      }, { success: texts.takenOver, failure: texts.takeOverFailed }, true, editDistance),
    undo: () =>
      void run(async () => {
        await taking.undo?.()
        return open
      }, { success: texts.takenBack, failure: texts.undoFailed }, false),
  }
}
