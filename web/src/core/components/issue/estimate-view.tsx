import type { Texts } from '../../i18n/index.js'
import type { EstimateResult } from '../../transport/index.js'

/** An estimate's points, large, with their range and what they rest on. */
export function EstimateView({ estimate, texts }: { estimate: EstimateResult; texts: Texts }) {
  const { points, range, assumptions } = estimate
  return (
    <div className="iai-estimate">
      <p className="iai-points">
        <strong>{points}</strong> {texts.points(points)}
        <span className="iai-range">{texts.range(...range)}</span>
      </p>
      {assumptions.length > 0 && (
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
