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
  /** Whether this or another version is being applied or reverted: one at a time, or a late failure would hide a later success. */
  isBusy: boolean
  /** Whether the last attempt to apply or to revert failed. */
  hasFailed: boolean
  canUndo: boolean
  take(takeOver: TakeOver, editDistance: number): void
  undo(): void
}

/** The version that is applied: at most one of a response. */
interface Taken {
  answerKey: string
  undo: Undo | null
}

interface Takings {
  taken: Taken | null
  /** The last attempt to apply or to revert, until it succeeds. */
  attempt: { answerKey: string; state: 'busy' | 'failed' } | null
}

const nothing: Takings = { taken: null, attempt: null }

/** Whether this version is the applied one. */
export function useIsTaken(kept: KeptValues, answerKey: string): boolean {
  const [{ taken }] = useKeptValue(kept, 'taking', nothing)
  return taken?.answerKey === answerKey
}

/** Applies a response and reverts that, even after the user has navigated away. */
export function useTakingOver(kept: KeptValues, answerKey: string, texts: Texts, onAccept: AcceptHandler | undefined): TakingOver {
  const announce = useAnnounce()
  const [{ taken, attempt }, setTakings] = useKeptValue(kept, 'taking', nothing)
  const isBusy = attempt?.state === 'busy'
  const isTaken = taken?.answerKey === answerKey
  const isOwnAttempt = attempt?.answerKey === answerKey

  async function run(step: () => Promise<Taken | null>, said: { success: string; failure: string }, ...accepted: Parameters<AcceptHandler>) {
    if (isBusy) return
    setTakings({ taken, attempt: { answerKey, state: 'busy' } })
    try {
      setTakings({ taken: await step(), attempt: null })
    } catch {
      // The application reports its own failures; the user may retry.
      setTakings({ taken, attempt: { answerKey, state: 'failed' } })
      announce(said.failure)
      return
    }
    announce(said.success)
    onAccept?.(...accepted)
  }

  return {
    state: isTaken ? 'taken' : isBusy && isOwnAttempt ? 'busy' : 'open',
    isBusy,
    hasFailed: isOwnAttempt && !isBusy,
    canUndo: isTaken && taken.undo !== null,
    take: (takeOver, editDistance) =>
      void run(async () => ({ answerKey, undo: (await takeOver()) || null }), { success: texts.takenOver, failure: texts.takeOverFailed }, true, editDistance),
    undo: () =>
      void run(async () => {
        await taken?.undo?.()
        return null
      }, { success: texts.takenBack, failure: texts.undoFailed }, false),
  }
}
