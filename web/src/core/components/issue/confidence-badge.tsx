'use client'

import { useId, useState } from 'react'
import { textsFor, type OwnTexts } from '../../i18n/index'
import type { Confidence, ConfidenceLevel } from '../../transport/frames'
import { classes } from './button'

export interface ConfidenceBadgeProps {
  /** A number from 0 to 100, or the service's value; null if there is none. */
  confidence: number | Confidence | null | undefined
  locale?: string | undefined
  texts?: OwnTexts | undefined
  className?: string | undefined
  slots?: ConfidenceBadgeSlots | undefined
}

export interface ConfidenceBadgeSlots {
  /** Replaces the badge's text; `value` and `level` are null if there is no number. */
  label?: ((props: { value: number | null; level: ConfidenceLevel | null }) => React.ReactNode) | undefined
  /** Replaces the tooltip's text. */
  tip?: React.ReactNode
}

/** The confidence as number, word and colour, with a tooltip on its meaning. */
export function ConfidenceBadge({ confidence, locale = 'en', texts: own, className, slots = {} }: ConfidenceBadgeProps) {
  const texts = textsFor(locale, own)
  const [isOpen, setIsOpen] = useState(false)
  const tipId = useId()
  const known = readConfidence(confidence)
  const number = known && new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(known.value)

  return (
    <span
      className={classes('iai-badge-anchor', className)}
      onMouseEnter={() => setIsOpen(true)}
      onMouseLeave={() => setIsOpen(false)}
      onKeyDown={(event) => event.key === 'Escape' && setIsOpen(false)}
    >
      <button
        type="button"
        className="iai-badge"
        data-confidence={known?.level ?? 'unavailable'}
        aria-describedby={tipId}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onClick={() => setIsOpen(true)}
      >
        {slots.label?.({ value: known?.value ?? null, level: known?.level ?? null }) ??
          (known ? texts.confidence(known.level, number!) : texts.confidenceUnavailable)}
      </button>
      <span id={tipId} role="tooltip" className="iai-tip" hidden={!isOpen}>
        {slots.tip ?? (
          <>
            {texts.aboutConfidence[known ? (known.method ?? 'unknown') : 'unavailable']}
            {known?.calibrated !== undefined && ` ${known.calibrated ? texts.calibrated : texts.notCalibrated}`}
          </>
        )}
      </span>
    </span>
  )
}

type KnownConfidence = { value: number; level: ConfidenceLevel } & Partial<Pick<Confidence, 'method' | 'calibrated'>>

export function readConfidence(confidence: number | Confidence | null | undefined): KnownConfidence | null {
  if (confidence === null || confidence === undefined) return null
  const known = typeof confidence === 'number' ? { value: confidence } : confidence
  return known.value >= 0 && known.value <= 100 ? { ...known, level: levelOf(known.value) } : null
}

function levelOf(value: number): ConfidenceLevel {
  if (value > 90) return 'high'
  return value >= 70 ? 'medium' : 'low'
}
