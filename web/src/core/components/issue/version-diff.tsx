'use client'

import { useMemo } from 'react'
import Markdown, { type Options } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { textsFor, type OwnTexts } from '../../i18n/index'
import { MarkdownBlock, noOrigins, useNotePrefix } from './answer-markdown'
import { blockChanges, type BlockChange } from './block-changes'
import { classes } from './button'
import { markChanges, textOf, type HtmlNode } from './mark-changes'

export interface VersionDiffProps {
  /** Markdown, like every compared text. */
  before: string
  after: string
  imageOrigins?: readonly string[] | undefined
  language?: string | undefined
  locale?: string | undefined
  texts?: OwnTexts | undefined
  className?: string | undefined
  slots?: VersionDiffSlots | undefined
}

export interface VersionDiffSlots {
  /** Wraps a block that is entirely new or deleted. In other blocks, `ins` and `del` mark words. */
  added?: React.ComponentType<{ children: React.ReactNode }> | undefined
  removed?: React.ComponentType<{ children: React.ReactNode }> | undefined
}

/** The changes between two texts: the later one as rendered, with new and deleted parts marked. */
export function VersionDiff({ before, after, imageOrigins = noOrigins, language = '', locale = 'en', texts: own, className, slots = {} }: VersionDiffProps) {
  const texts = textsFor(locale, own)
  const notes = useNotePrefix()
  const changes = useMemo(() => blockChanges(before, after).map((change) => ({ change, plugins: pluginsFor(change) })), [before, after])
  const { added: Added = AddedBlock, removed: Removed = RemovedBlock } = slots

  if (before.trim() === after.trim()) return <p className="iai-note">{texts.noChanges}</p>
  return (
    <div className={classes('iai-markdown iai-diff', className)} lang={language}>
      {changes.map(({ change, plugins }, place) => {
        const block = <MarkdownBlock text={change.after ?? change.before ?? ''} texts={texts} imageOrigins={imageOrigins} notes={notes} rehypePlugins={plugins} />
        if (change.before === null) return <Added key={place}>{block}</Added>
        return change.after === null ? <Removed key={place}>{block}</Removed> : <div key={place}>{block}</div>
      })}
    </div>
  )
}

function AddedBlock({ children }: { children: React.ReactNode }) {
  return <ins className="iai-changed-block">{children}</ins>
}

function RemovedBlock({ children }: { children: React.ReactNode }) {
  return <del className="iai-changed-block">{children}</del>
}

function pluginsFor({ before, after }: BlockChange): Options['rehypePlugins'] {
  if (before === null || after === null || before === after) return null
  const earlier = renderedText(before)
  return [() => (tree: HtmlNode) => markChanges(tree, earlier)]
}

/** A block's visible text, without its Markdown. */
function renderedText(markdown: string): string {
  let text = ''
  // A component without hooks, called for its plugin's effect.
  Markdown({ children: markdown, remarkPlugins: [remarkGfm], rehypePlugins: [() => (tree: HtmlNode) => void (text = textOf(tree))] })
  return text
}
