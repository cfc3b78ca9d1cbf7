import { textChanges, type TextChange } from './text-changes'

/** As much of a tree of HTML as is needed here. */
export interface HtmlNode {
  type: string
  value?: string
  tagName?: string
  properties?: Record<string, unknown>
  children?: HtmlNode[]
}

/** The text of a tree, as its text nodes say it one after the other. */
export function textOf({ value, type, children }: HtmlNode): string {
  if (type === 'text') return value ?? ''
  return (children ?? []).map(textOf).join('')
}

/** Marks within a tree what its text has that an earlier one hadn't, and puts in what is gone. */
export function markChanges(tree: HtmlNode, before: string): void {
  new ChangeMarker(textChanges(before, textOf(tree))).mark(tree)
}

// No text may stand right within these: white space between their parts stays as it is.
const structural = /* @__PURE__ */ new Set(['ul', 'ol', 'table', 'thead', 'tbody', 'tr', 'section'])

class ChangeMarker {
  #place = 0
  #used = 0
  #later = ''

  constructor(private readonly changes: readonly TextChange[]) {}

  mark(node: HtmlNode): void {
    const isStructural = node.type === 'root' || structural.has(node.tagName ?? '')
    if (node.children) node.children = node.children.flatMap((child) => {
      if (child.type !== 'text') {
        this.mark(child)
        return [child]
      }
      return isStructural && (child.value ?? '').trim() === '' ? [this.#skip(child)] : this.#split(child.value ?? '')
    })
  }

  #split(text: string): HtmlNode[] {
    const pieces: HtmlNode[] = this.#removed()
    for (let rest = text; rest !== ''; ) {
      const kind = this.changes[this.#place]?.kind ?? 'kept'
      const piece = this.#take(rest.length) || rest
      rest = rest.slice(piece.length)
      const node: HtmlNode = { type: 'text', value: piece }
      pieces.push(kind === 'added' && piece.trim() !== '' ? element('ins', [node]) : node)
      pieces.push(...this.#removed())
    }
    return pieces
  }

  #skip(node: HtmlNode): HtmlNode {
    for (let rest = (node.value ?? '').length; rest > 0; ) {
      while (this.changes[this.#place]?.kind === 'removed') this.#keepForLater()
      const taken = this.#take(rest).length
      if (taken === 0) break
      rest -= taken
    }
    return node
  }

  #keepForLater(): void {
    this.#later += this.changes[this.#place++]?.text ?? ''
  }

  /** The next piece that is kept or added, of this length at most. */
  #take(most: number): string {
    const change = this.changes[this.#place]
    if (!change) return ''
    const piece = change.text.slice(this.#used, this.#used + most)
    this.#used += piece.length
    if (this.#used === change.text.length) {
      this.#place++
      this.#used = 0
    }
    return piece
  }

  #removed(): HtmlNode[] {
    while (this.changes[this.#place]?.kind === 'removed') this.#keepForLater()
    const text = this.#later.replace(/\n+/g, ' ')
    this.#later = ''
    return text.trim() === '' ? [] : [element('del', [{ type: 'text', value: text }])]
  }
}

function element(tagName: string, children: HtmlNode[]): HtmlNode {
  return { type: 'element', tagName, properties: {}, children }
}
