import type { Texts } from '../../i18n/texts'
import type { ResponseMetadata } from '../../transport/frames'

interface AnswerMetadataProps {
  metadata: ResponseMetadata
  texts: Texts
  locale: string
}

/** The response's model, duration and cost, on one line. */
export function AnswerMetadata({ metadata, texts, locale }: AnswerMetadataProps) {
  const whole = new Intl.NumberFormat(locale)
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const parts = [
    metadata.model,
    metadata.tokens !== undefined && texts.tokens(whole.format(metadata.tokens)),
    metadata.durationMs !== undefined && texts.seconds(tenths.format(metadata.durationMs / 1000)),
    metadata.cached && texts.fromCache,
    metadata.stored === false && texts.notStored,
  ]
  return <p className="iai-note iai-metadata">{parts.filter(Boolean).join(' · ')}</p>
}
