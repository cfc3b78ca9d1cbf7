import type { Texts } from '../../i18n/index.js'
import { Icon } from './icon.js'

/** Where a card stands among the versions of its answer. */
export interface CardVersions {
  /** From 0, the oldest. */
  index: number
  count: number
  onSelect: (index: number) => void
  /** The text of the version before this one; null on the first. */
  previousText: string | null
}

interface VersionSwitcherProps {
  versions: CardVersions
  showsChanges: boolean
  onShowChanges: (show: boolean) => void
  texts: Texts
}

/** "Version 2 of 3", with the ways to its neighbours and to what changed. */
export function VersionSwitcher({ versions, showsChanges, onShowChanges, texts }: VersionSwitcherProps) {
  const { index, count, onSelect, previousText } = versions
  const step = (by: -1 | 1, label: string) => {
    const isPossible = index + by >= 0 && index + by < count
    return (
      // Not the attribute "disabled": a button at the end of the row keeps the focus.
      <button
        type="button"
        className="iai-button iai-button-icon"
        aria-label={label}
        title={label}
        aria-disabled={!isPossible}
        onClick={() => isPossible && onSelect(index + by)}
      >
        <Icon name={by < 0 ? 'previous' : 'next'} />
      </button>
    )
  }

  return (
    <div className="iai-versions" role="group" aria-label={texts.versions}>
      {step(-1, texts.previousVersion)}
      <span className="iai-version">{texts.version(index + 1, count)}</span>
      {step(1, texts.nextVersion)}
      {previousText !== null && (
        <button type="button" className="iai-button" aria-pressed={showsChanges} onClick={() => onShowChanges(!showsChanges)}>
          {texts.showChanges}
        </button>
      )}
    </div>
  )
}
