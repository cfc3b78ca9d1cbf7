import type { Texts } from '../../i18n/index.js'
import type { ShownEstimate } from './results.js'

interface EstimateViewProps {
  estimate: ShownEstimate
  /** What stands below it. */
  text: string
  texts: Texts
  locale: string
}

/** An estimate's points, large, with their range and what they rest on, as far as the text doesn't say it. */
export function EstimateView({ estimate, text, texts, locale }: EstimateViewProps) {
  const { points, range, hours } = estimate
  const assumptions = estimate.assumptions?.filter((assumption) => !text.includes(assumption))
  return (
    <div className="iai-estimate">
      <p className="iai-points">
        <strong>{points}</strong> {texts.points(points)}
        {range && <span className="iai-range">{texts.range(...range)}</span>}
        {typeof hours === 'number' && <span className="iai-range">{texts.hours(hours, new Intl.NumberFormat(locale).format(hours))}</span>}
      </p>
      {assumptions && assumptions.length > 0 && (
        <div className="iai-assumptions">
          <h4>{texts.assumptions}</h4>
          <ul>
            {assumptions.map((assumption, place) => (
              <li key={place}>{assumption}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
