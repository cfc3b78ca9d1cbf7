'use client'

import { useId, useRef } from 'react'
import type { KeptValues } from '../../hooks/kept-values'
import { useKeptValue } from '../../hooks/use-kept-value'
import type { Texts } from '../../i18n/texts'
import { Button } from './button'
import type { ShownEstimate } from './results'
import { TakenNote } from './taken-note'
import { useTakingOver, type AcceptHandler, type Undo } from './taking-over'

/** The points to set, and the response's estimate. */
export interface AcceptedEstimate {
  points: number
  /** The response's estimate. */
  estimate: ShownEstimate
}

interface EstimateActionsProps {
  estimate: ShownEstimate
  onUse: (accepted: AcceptedEstimate) => Undo | void | Promise<Undo | void>
  onAccept: AcceptHandler | undefined
  kept: KeptValues
  answerKey: string
  texts: Texts
  locale: string
}

/** Sets the points, either the estimate or the reader's choice. */
export function EstimateActions({ estimate, onUse, onAccept, kept, answerKey, texts, locale }: EstimateActionsProps) {
  const [typed, setTyped] = useKeptValue(kept, `points ${answerKey}`, String(estimate.points))
  const taking = useTakingOver(kept, answerKey, texts, onAccept)
  const own = useRef<HTMLDivElement>(null)
  const id = useId()
  const heir = () => own.current?.querySelector('button') ?? own.current
  const points = Number(typed)
  const isRight = typed.trim() !== '' && Number.isFinite(points) && points >= 0

  if (taking.state === 'taken') return <div ref={own} tabIndex={-1}><TakenNote taking={taking} texts={texts} heir={heir} /></div>
  return (
    <div ref={own} tabIndex={-1} className="iai-apply">
      {taking.hasFailed && <p className="iai-error">{texts.takeOverFailed}</p>}
      <div className="iai-actions">
        <label className="iai-hidden" htmlFor={id}>
          {texts.pointsToSet}
        </label>
        <input id={id} className="iai-points-field" type="number" inputMode="decimal" min="0" step="any" value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Button
          kind="primary"
          isOff={!isRight || taking.isBusy}
          heir={heir}
          onClick={() => taking.take(() => onUse({ points, estimate }), changeOf(estimate.points, points))}
        >
          {texts.useEstimate(isRight ? new Intl.NumberFormat(locale).format(points) : '…')}
        </Button>
      </div>
    </div>
  )
}

function changeOf(before: number, after: number): number {
  const largest = Math.max(before, after)
  return largest === 0 ? 0 : Math.round((Math.abs(before - after) / largest) * 1000) / 1000
}
