import { createContext, useContext } from 'react'
import type { Components, ExtraProps } from 'react-markdown'
import type { Texts } from '../../i18n/texts'

/** The components for the elements of a response. */
export function componentsFor(texts: Texts, imageOrigins: readonly string[], notes: string): Components {
  // Below the card's own title.
  const h4 = headingAs('h4', notes)
  const h5 = headingAs('h5', notes)
  const h6 = headingAs('h6', notes)
  return {
    h1: h4,
    h2: h4,
    h3: h5,
    h4: h6,
    h5: h6,
    h6,
    a: ({ node, href, children, id, 'aria-label': label }) => {
      if (!href) return <span>{children}</span>
      if (!href.startsWith('#')) return <OutsideLink href={href}>{isEmpty(node) ? href : children}</OutsideLink>
      const isReference = node?.properties['dataFootnoteRef'] !== undefined
      return (
        <a href={href} id={id} aria-label={label} aria-describedby={isReference ? `${notes}footnote-label` : undefined}>
          {children}
        </a>
      )
    },
    img: ({ src, alt }) => <Picture src={src} alt={alt ?? ''} name={texts.image(alt ?? '')} imageOrigins={imageOrigins} />,
    input: ({ checked }) => (
      <span className="iai-task" data-done={checked || undefined}>
        <span className="iai-hidden">{checked ? texts.done : texts.notDone}</span>
      </span>
    ),
    // Wide content scrolls separately, also with the keyboard. Code is read from left to right in every language.
    pre: ({ children }) => (
      <pre tabIndex={0} role="group" aria-label={texts.code} dir="ltr">
        {children}
      </pre>
    ),
    table: ({ children }) => (
      <div className="iai-table" tabIndex={0} role="group" aria-label={texts.table}>
        <table>{children}</table>
      </div>
    ),
    // An empty header cell names no column, so it is announced as none.
    th: ({ node, children, style }) => (isEmpty(node) ? <td style={style} /> : <th style={style}>{children}</th>),
  }
}

/** Renders nothing for a heading without text: a growing text ends with one whenever its last token is `##`. */
function headingAs(Heading: 'h4' | 'h5' | 'h6', notes: string): NonNullable<Components['h1']> {
  // The heading above the footnotes has an id, which is the same for every text.
  return ({ node, children, id }) => (isEmpty(node) ? null : <Heading id={id && notes + id}>{children}</Heading>)
}

type Child = NonNullable<ExtraProps['node']>['children'][number]

function isEmpty(node: ExtraProps['node']): boolean {
  return !!node?.children.every(isBlank)
}

function isBlank(node: Child): boolean {
  return node.type === 'text' ? !node.value.trim() : 'tagName' in node && node.tagName !== 'img' && node.children.every(isBlank)
}

interface PictureProps {
  src: string | Blob | undefined
  alt: string
  name: string
  imageOrigins: readonly string[]
}

function Picture({ src, alt, name, imageOrigins }: PictureProps) {
  const isInLink = useContext(InLink)
  const text = <span>{name}</span>
  if (typeof src !== 'string' || !/^https?:/i.test(src)) return text
  if (imageOrigins.includes(new URL(src).origin)) return <img src={src} alt={alt || (isInLink ? name : '')} loading="lazy" referrerPolicy="no-referrer" />
  return isInLink ? text : <OutsideLink href={src}>{name}</OutsideLink>
}

function OutsideLink({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      <InLink.Provider value={true}>{children}</InLink.Provider>
    </a>
  )
}

// HTML has no links within links.
const InLink = /* @__PURE__ */ createContext(false)
