'use client'

import { textsFor, type OwnTexts } from '../../i18n/index'
import { Button, classes } from './button'

/** A card's position among the versions of its response. */
export interface CardVersions {
  /** From 0, the oldest. */
  index: number
  count: number
  onSelect: (index: number) => void
  /** The text of the previous version; null for the first. */
  previousText?: string | null | undefined
  /** The texts of all versions, oldest first, for comparison. */
  texts?: readonly string[] | undefined
}

export interface VersionSwitcherProps {
  index: number
  count: number
  onSelect: (index: number) => void
  locale?: string | undefined
  texts?: OwnTexts | undefined
  className?: string | undefined
  slots?: VersionSwitcherSlots | undefined
}

export interface VersionSwitcherSlots {
  /** Replaces the text "Version 2 of 3". */
  label?: ((props: { index: number; count: number }) => React.ReactNode) | undefined
  /** Follows the arrows. */
  after?: React.ReactNode
}

/** "Version 2 of 3", with buttons for the previous and next version. */
export function VersionSwitcher({ index, count, onSelect, locale = 'en', texts: own, className, slots = {} }: VersionSwitcherProps) {
  const texts = textsFor(locale, own)
  const step = (by: -1 | 1, label: string) => (
    <Button
      kind="icon"
      icon={by < 0 ? 'previous' : 'next'}
      aria-label={label}
      title={label}
      isOff={index + by < 0 || index + by >= count}
      onClick={() => onSelect(index + by)}
    />
  )

  return (
    <div className={classes('iai-versions', className)} role="group" aria-label={texts.versions}>
      {step(-1, texts.previousVersion)}
      <span className="iai-version">{slots.label?.({ index, count }) ?? texts.version(index + 1, count)}</span>
      {step(1, texts.nextVersion)}
      {slots.after}
    </div>
  )
}
