'use client'

import { memo, useId, useMemo } from 'react'
import Markdown, { type Components, type Options } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { textsFor, type OwnTexts, type Texts } from '../../i18n/index'
import { classes } from './button'
import { isCostly } from './costly-markdown'
import { componentsFor } from './markdown-components'
import { markdownBlocks } from './markdown-blocks'

export interface AnswerMarkdownProps {
  children: string
  /** Whether more text follows: a cursor is shown at its end. Default `false`. */
  isStreaming?: boolean | undefined
  /** Origins whose images are loaded, such as `https://images.example`. Default: none. */
  imageOrigins?: readonly string[] | undefined
  /** The text's language, BCP 47. Default: unknown. */
  language?: string | undefined
  locale?: string | undefined
  texts?: OwnTexts | undefined
  className?: string | undefined
  /** Replacements for the elements `a`, `img`, `pre`, `table` and so on, in react-markdown's format. */
  slots?: Components | undefined
}

/**
 * A model's text as untrusted Markdown: HTML in it is shown as text, links lead only to https, http and
 * mailto addresses, images become links unless their origin is listed, and a block that may freeze the page stays plain.
 */
export function AnswerMarkdown({ children, isStreaming = false, imageOrigins = noOrigins, language = '', locale = 'en', texts: own, className, slots }: AnswerMarkdownProps) {
  const texts = textsFor(locale, own)
  const notes = useNotePrefix()
  return (
    <div className={classes('iai-markdown', className)} data-streaming={isStreaming || undefined} lang={language}>
      {markdownBlocks(children, isStreaming).map((block, place) => (
        <MarkdownBlock key={place} texts={texts} imageOrigins={imageOrigins} text={block} notes={notes} slots={slots} />
      ))}
    </div>
  )
}

/** The prefix of a text's footnote ids, so that two texts on a page don't share them. */
export function useNotePrefix(): string {
  return `iai${useId().replace(/\W/g, '')}-`
}

export interface MarkdownBlockProps {
  text: string
  texts: Texts
  imageOrigins: readonly string[]
  notes: string
  slots?: Components | undefined
  rehypePlugins?: Options['rehypePlugins']
}

export const MarkdownBlock = /* @__PURE__ */ memo(function MarkdownBlock({ text, texts, imageOrigins, notes, slots, rehypePlugins }: MarkdownBlockProps) {
  // The same components for each token: others would replace the elements, and with them the user's selection.
  const components = useMemo(() => componentsFor(texts, imageOrigins, notes), [texts, imageOrigins, notes])
  if (isCostly(text)) return <PlainBlock text={text} />
  return (
    <div className="iai-block" dir="auto">
      <Markdown
        remarkPlugins={remarkPlugins}
        rehypePlugins={rehypePlugins ?? null}
        remarkRehypeOptions={{
          clobberPrefix: notes,
          footnoteLabel: texts.footnotes,
          footnoteLabelTagName: 'h2',
          footnoteLabelProperties: {},
          footnoteBackLabel: (place) => texts.backToText(place + 1),
        }}
        urlTransform={(url) => allowedUrl(url, notes)}
        components={{ ...components, ...slots }}
      >
        {text}
      </Markdown>
    </div>
  )
})

function PlainBlock({ text }: { text: string }) {
  return (
    <div className="iai-block" dir="auto">
      <p className="iai-plain">{text.trim()}</p>
    </div>
  )
}

export const noOrigins: readonly string[] = []

const remarkPlugins = [remarkGfm]

const linkProtocols = /* @__PURE__ */ new Set(['https:', 'http:', 'mailto:'])

// Reads the address as the browser does: text that a regular expression considers harmless may be a script to the browser.
function allowedUrl(url: string, notes: string): string {
  if (url.startsWith(`#${notes}fn`)) return url
  try {
    return linkProtocols.has(new URL(url).protocol) ? url : ''
  } catch {
    // No address, or one within the surrounding page.
    return ''
  }
}
