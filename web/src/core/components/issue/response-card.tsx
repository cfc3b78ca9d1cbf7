'use client'

import { useId, useRef, useState } from 'react'
import type { KeptValues } from '../../hooks/kept-values'
import { isRunning } from '../../hooks/stream-snapshot'
import { textsFor } from '../../i18n/index'
import { AnswerMetadata } from './answer-metadata'
import { classes } from './button'
import { CardAnnouncement, spokenReasonOf } from './card-announcement'
import { CardBody } from './card-body'
import { CardFoot } from './card-foot'
import { CardHead } from './card-head'
import { CardNotices } from './card-notices'
import type { AIResponseCardProps } from './card-props'

interface ResponseCardProps extends AIResponseCardProps {
  /** The user's work on the response, kept by the card's owner. */
  kept: KeptValues
}

/** The card itself, inside a live region. */
export function ResponseCard(props: ResponseCardProps) {
  const { title, content, error, metadata, versions, issueText, className, locale = 'en', texts: own } = props
  const texts = textsFor(locale, own)
  const titleId = useId()
  const card = useRef<HTMLElement>(null)
  const [comparesWith, setComparesWith] = useState<number | null>(null)

  const status = props.status ?? (props.isRegenerating ? 'streaming' : 'completed')
  const isBusy = props.isRegenerating ?? isRunning(status)
  const isTruncated = !isBusy && status === 'completed' && metadata?.finishReason === 'length'
  const answerKey = metadata?.responseId ?? content
  const shared = { ...props, status, isBusy, words: texts, locale, answerKey, heir: () => card.current?.querySelector<HTMLElement>('.iai-again-button, .iai-retry-button') ?? card.current }

  const bases = basesOf(versions?.texts, versions?.index, versions?.previousText, issueText)
  const base = comparesWith === null || isBusy ? undefined : (bases.find(({ place }) => place === comparesWith) ?? bases[0])
  return (
    <article ref={card} className={classes('iai-card', className)} aria-labelledby={titleId} aria-busy={isBusy} tabIndex={-1} lang={locale}>
      <CardHead {...shared} titleId={titleId} bases={bases} base={base} onCompare={setComparesWith} />
      <CardNotices {...shared} isTruncated={isTruncated} />
      <CardBody {...shared} base={base} />
      <CardFoot {...shared} />
      {metadata && !isBusy && <AnswerMetadata metadata={metadata} texts={texts} locale={locale} />}
      <CardAnnouncement
        title={title}
        status={isBusy && !isRunning(status) ? 'streaming' : status}
        reason={error ? spokenReasonOf(error, texts, locale) : ''}
        isTruncated={isTruncated}
        texts={texts}
      />
    </article>
  )
}

/** A text for comparison: the issue's text, or another version. */
export interface ComparisonBase {
  /** -1 is the issue's text. */
  place: number
  text: string
}

/** The nearest first: the previous version, the others from the newest on, and the issue's text. */
function basesOf(texts: readonly string[] = [], index: number | undefined, previousText: string | null | undefined, issueText: string | null | undefined): ComparisonBase[] {
  const others = texts.map((text, place) => ({ place, text })).filter(({ place }) => place !== index)
  if (others.length === 0 && typeof previousText === 'string' && index !== undefined) others.push({ place: index - 1, text: previousText })
  const own = issueText ? [{ place: -1, text: issueText }] : []
  const earlier = others.filter(({ place }) => index !== undefined && place < index).reverse()
  const later = others.filter(({ place }) => index === undefined || place > index)
  return [...earlier, ...own, ...later]
}
