import type { Texts } from '../../i18n/index.js'
import type { ShownEstimate } from './results.js'

/** An estimate's points, large, with their range and what they rest on. */
export function EstimateView({ estimate, texts, locale }: { estimate: ShownEstimate; texts: Texts; locale: string }) {
  const { points, range, hours, assumptions } = estimate
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
