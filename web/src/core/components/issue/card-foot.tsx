'use client'

import { useKeptValue } from '../../hooks/use-kept-value'
import { Button } from './button'
import type { CardPartProps } from './card-parts'
import { CopyButton } from './copy-button'
import { EstimateActions } from './estimate-actions'
import { RatingButtons } from './rating-buttons'
import { RefineActions } from './refine-actions'
import { asBreakdown, asEstimate } from './results'
import { WishField } from './wish-field'

/** The actions on the response: using it comes first, then a new version, then the rest. */
export function CardFoot(props: CardPartProps) {
  const { content, onRegenerate, onRate, rating, children, isBusy, status, words } = props
  const isComplete = !isBusy && status === 'completed' && content !== ''
  return (
    <footer className="iai-card-foot">
      {isComplete && <UseActions {...props} />}
      {onRegenerate && <Again {...props} onRegenerate={onRegenerate} />}
      <div className="iai-actions">
        {!isBusy && children}
        <CopyButton text={content} texts={words} />
        <span className="iai-space" />
        {!isBusy && onRate && status === 'completed' && <RatingButtons rating={rating ?? null} onRate={onRate} texts={words} />}
      </div>
    </footer>
  )
}

function UseActions({ content, result, issueText, onUseRefinement, onUseEstimate, onAccept, kept, answerKey, words, locale }: CardPartProps) {
  const shared = { onAccept, kept, answerKey, texts: words }
  const estimate = asEstimate(result)
  if (estimate) return onUseEstimate ? <EstimateActions key={answerKey} {...shared} estimate={estimate} onUse={onUseEstimate} locale={locale} /> : null
  if (!onUseRefinement || asBreakdown(result)) return null
  return <RefineActions key={answerKey} {...shared} content={content} result={result} issueText={issueText} onUse={onUseRefinement} />
}

/** Requests a new version. It stays during the response, so that the focus stays too. */
function Again({ onRegenerate, takesWish, isBusy, heir, kept, words, locale, texts, slots }: CardPartProps & { onRegenerate: (instructions?: string) => void }) {
  const [wish, setWish] = useKeptValue(kept, 'wish', '')
  const Wish = slots?.wish ?? WishField

  function regenerate() {
    if (isBusy) return
    if (!takesWish) {
      onRegenerate()
      return
    }
    onRegenerate(wish.trim() || undefined)
    setWish('')
  }

  return (
    <div className="iai-again">
      {takesWish && <Wish value={wish} onChange={setWish} onWish={regenerate} locale={locale} texts={texts} />}
      {/* The second click of a double click must not act on the result of the first. */}
      <Button className="iai-again-button" icon="again" isOff={isBusy} heir={heir} onClick={(event) => event.detail <= 1 && regenerate()}>
        {words.regenerate}
      </Button>
    </div>
  )
}
