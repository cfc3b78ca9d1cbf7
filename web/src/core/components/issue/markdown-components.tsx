import type { Components } from 'react-markdown'
import type { Texts } from '../../i18n/texts'

/** The components for the elements of a response. */
export function componentsFor(texts: Texts, imageOrigins: readonly string[], notes: string): Components {
  return {
    // Below the card's own title.
    h1: 'h4',
    // The heading above the footnotes has an id, which is the same for every text.
    h2: ({ children, id }) => <h4 id={id && notes + id}>{children}</h4>,
    h3: 'h5',
    h4: 'h6',
    h5: 'h6',
    a: ({ node, href, children, id, 'aria-label': label }) => {
      if (!href) return <span>{children}</span>
      if (!href.startsWith('#')) return <OutsideLink href={href}>{children}</OutsideLink>
      const isReference = node?.properties['dataFootnoteRef'] !== undefined
      return (
        <a href={href} id={id} aria-label={label} aria-describedby={isReference ? `${notes}footnote-label` : undefined}>
          {children}
        </a>
      )
    },
    img: ({ src, alt }) => {
      const name = texts.image(alt ?? '')
      if (typeof src !== 'string' || src === '' || src.startsWith('mailto:') || src.startsWith('#')) return <span>{name}</span>
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
  }
}

function OutsideLink({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}
