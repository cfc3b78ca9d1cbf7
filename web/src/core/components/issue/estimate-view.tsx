import type { Texts } from '../../i18n/texts'
import type { ShownEstimate } from './results'

interface EstimateViewProps {
  estimate: ShownEstimate
  /** The content below it. */
  text: string
  texts: Texts
  locale: string
}

/** An estimate's points and range, in large type, and its assumptions if the text doesn't contain them. */
export function EstimateView({ estimate, text, texts, locale }: EstimateViewProps) {
  const { points, range, hours } = estimate
  const format = new Intl.NumberFormat(locale)
  const assumptions = estimate.assumptions?.filter((assumption) => !text.includes(assumption))
  return (
    <div className="iai-estimate">
      <p className="iai-points">
        <strong>{format.format(points)}</strong> {texts.points(points)}
        {range && <span className="iai-range">{texts.range(format.format(range[0]), format.format(range[1]))}</span>}
        {typeof hours === 'number' && <span className="iai-hours">{texts.hours(hours, format.format(hours))}</span>}
      </p>
      {assumptions && assumptions.length > 0 && (
        <div className="iai-assumptions">
          <h4>{texts.assumptions}</h4>
          <ul>
            {assumptions.map((assumption, place) => (
              <li key={place} dir="auto">
                {assumption}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

/** An estimate's text without the heading that repeats the numbers. */
export function withoutNumbers(text: string, { points }: ShownEstimate): string {
  const [heading = ''] = text.split('\n', 1)
  return /^#{1,6}\s/.test(heading) && new RegExp(`(?<![\\d.,])${points}(?![\\d.,]*\\d)`).test(heading) ? text.slice(heading.length).trimStart() : text
}
