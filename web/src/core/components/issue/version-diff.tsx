import { diffWords } from 'diff/lib/diff/word.js'
import { useMemo } from 'react'
import type { Texts } from '../../i18n/index.js'

// Two long texts with nothing in common take long to compare, and there is nothing to see then.
const limitMs = 250

/** What changed from one version to the next, word by word. */
export function VersionDiff({ before, after, texts }: { before: string; after: string; texts: Texts }) {
  const changes = useMemo(
    () =>
      diffWords(before, after, { timeout: limitMs }) ?? [
        { value: before, removed: true, added: false },
        { value: after, removed: false, added: true },
      ],
    [before, after],
  )

  if (before === after) return <p className="iai-note">{texts.noChanges}</p>
  return (
    <div className="iai-diff">
      {changes.map(({ value, added, removed }, place) =>
        added ? <ins key={place}>{value}</ins> : removed ? <del key={place}>{value}</del> : <span key={place}>{value}</span>,
      )}
    </div>
  )
}
