import { memo } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import type { Texts } from '../../i18n/index.js'
import { markdownBlocks } from './markdown-blocks.js'

interface SafeMarkdownProps {
  children: string
  texts: Texts
  isStreaming: boolean
  /** Origins whose images are loaded, such as `https://images.example`. */
  imageOrigins: readonly string[]
}

/**
 * What a model wrote, as Markdown of which nothing is trusted: HTML in it is shown as text, links lead only to https, http and
 * mailto addresses, and images become links unless their origin is listed.
 */
export function SafeMarkdown({ children, texts, isStreaming, imageOrigins }: SafeMarkdownProps) {
  return (
    <div className="iai-markdown" data-streaming={isStreaming || undefined}>
      {markdownBlocks(children).map((block, place) => (
        <Block key={place} texts={texts} imageOrigins={imageOrigins} text={block} />
      ))}
    </div>
  )
}

interface BlockProps {
  text: string
  texts: Texts
  imageOrigins: readonly string[]
}

const Block = memo(function Block({ text, texts, imageOrigins }: BlockProps) {
  return (
    <div className="iai-block">
      <Markdown remarkPlugins={[remarkGfm]} urlTransform={allowedUrl} components={componentsFor(texts, imageOrigins)}>
        {text}
      </Markdown>
    </div>
  )
})

const linkProtocols = new Set(['https:', 'http:', 'mailto:'])

// Read as the browser will read it: what a regular expression takes for harmless may be a script to the browser.
function allowedUrl(url: string): string {
  try {
    return linkProtocols.has(new URL(url).protocol) ? url : ''
  } catch {
    // No address, or one that leads somewhere within the page around.
    return ''
  }
}

function componentsFor(texts: Texts, imageOrigins: readonly string[]): Components {
  return {
    // Below the card's own title.
    h1: 'h4',
    h2: 'h4',
    h3: 'h5',
    h4: 'h6',
    h5: 'h6',
    a: ({ href, children }) => (href ? <OutsideLink href={href}>{children}</OutsideLink> : <span>{children}</span>),
    img: ({ src, alt }) => {
      const name = texts.image(alt ?? '')
      if (typeof src !== 'string' || src === '' || src.startsWith('mailto:')) return <span>{name}</span>
      return imageOrigins.includes(new URL(src).origin) ? (
        <img src={src} alt={alt ?? ''} loading="lazy" referrerPolicy="no-referrer" />
      ) : (
        <OutsideLink href={src}>{name}</OutsideLink>
      )
    },
    input: ({ checked }) => (
      <span className="iai-task" data-done={checked || undefined}>
        <span className="iai-hidden">{checked ? texts.done : texts.notDone}</span>
      </span>
    ),
    // What is too wide scrolls by itself, for the keyboard too.
    pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
    table: ({ children }) => (
      <div className="iai-table" tabIndex={0}>
        <table>{children}</table>
      </div>
    ),
  }
}

function OutsideLink({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}
