import { useId } from 'react'
import type { ComparisonBase } from './response-card'
import { Button } from './button'
import type { CardPartProps } from './card-parts'
import { ConfidenceBadge } from './confidence-badge'
import { VersionSwitcher } from './version-switcher'

interface CardHeadProps extends CardPartProps {
  titleId: string
  bases: readonly ComparisonBase[]
  /** The text to compare with; undefined if there is none. */
  base: ComparisonBase | undefined
  onCompare: (place: number | null) => void
}

/** The response's title and state, and the button that stops it while it runs. */
export function CardHead(props: CardHeadProps) {
  const { title, titleId, versions, isBusy, onStop, heir, words, locale, texts, slots } = props
  const Versions = slots?.versions ?? VersionSwitcher
  const hasVersions = versions !== undefined && versions.count > 1
  return (
    <header className="iai-card-head" data-busy={isBusy || undefined}>
      <h3 id={titleId}>{title}</h3>
      {isBusy ? (
        onStop && (
          <Button key="stop" className="iai-stop" icon="stop" heir={heir} onClick={onStop}>
            {words.stop}
          </Button>
        )
      ) : (
        <Outcome {...props} />
      )}
      {!isBusy && (hasVersions || props.bases.length > 0) && (
        <div className="iai-card-tools">
          {hasVersions && <Versions index={versions.index} count={versions.count} onSelect={versions.onSelect} locale={locale} texts={texts} />}
          {props.bases.length > 0 && props.content !== '' && <Comparison {...props} />}
        </div>
      )}
    </header>
  )
}

function Outcome({ status, content, confidence, words, locale, texts, slots }: CardPartProps) {
  const Badge = slots?.badge ?? ConfidenceBadge
  if (status === 'cancelled') return <span className="iai-tag">{words.stopped}</span>
  // Without any text, nothing can be incomplete.
  if (status === 'failed') return content === '' ? null : <span className="iai-tag">{words.incomplete}</span>
  return status === 'completed' ? <Badge confidence={confidence} locale={locale} texts={texts} /> : null
}

function Comparison({ bases, base, onCompare, words }: CardHeadProps) {
  const id = useId()
  const [first] = bases
  return (
    <span className="iai-comparison">
      <Button aria-pressed={base !== undefined} onClick={() => onCompare(base ? null : (first?.place ?? null))}>
        {words.showChanges}
      </Button>
      {base && bases.length > 1 && (
        <>
          <label className="iai-hidden" htmlFor={id}>
            {words.comparedWith}
          </label>
          <select id={id} value={base.place} onChange={(event) => onCompare(Number(event.target.value))}>
            {bases.map(({ place }) => (
              <option key={place} value={place}>
                {place < 0 ? words.issueText : words.versionName(place + 1)}
              </option>
            ))}
          </select>
        </>
      )}
    </span>
  )
}
