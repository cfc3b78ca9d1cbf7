import { textChanges, type TextChange } from './text-changes'

/** The parts of an HTML tree that this module uses. */
export interface HtmlNode {
  type: string
  value?: string
  tagName?: string
  properties?: Record<string, unknown>
  children?: HtmlNode[]
}

/** The text of a tree: its concatenated text nodes. */
export function textOf({ value, type, children }: HtmlNode): string {
  if (type === 'text') return value ?? ''
  return (children ?? []).map(textOf).join('')
}

/** Marks the parts of a tree's text that are new since an earlier text, and inserts the deleted ones. */
export function markChanges(tree: HtmlNode, before: string): void {
  new ChangeMarker(textChanges(before, textOf(tree))).mark(tree)
}

// These elements can't contain text directly: deleted text between their children gets a child element, if one is allowed.
const parts: ReadonlyMap<string | undefined, string | null> = /* @__PURE__ */ new Map([
  ['ul', 'li'], ['ol', 'li'], ['section', 'p'], ['table', null], ['thead', null], ['tbody', null], ['tr', null],
])

class ChangeMarker {
  #place = 0
  #used = 0

  constructor(private readonly changes: readonly TextChange[]) {}

  mark(node: HtmlNode): void {
    const isRoot = node.type === 'root'
    const isStructural = isRoot || parts.has(node.tagName)
    const part = isRoot ? 'p' : parts.get(node.tagName)
    const children = (node.children ?? []).flatMap((child) => {
      if (child.type === 'text') return isStructural && isBlank(child.value) ? this.#skip(child, part) : this.#split(child.value ?? '')
      this.mark(child)
      return [child]
    })
    if (node.children) node.children = isRoot ? [...children, ...wrapped(this.#removed(), 'p')] : children
  }

  /** A text, cut into kept and new parts, with the deleted parts in their places. */
  #split(text: string): HtmlNode[] {
    const pieces = this.#removed()
    for (let rest = text; rest !== ''; ) {
      const kind = this.changes[this.#place]?.kind ?? 'kept'
      const piece = this.#take(rest.length) || rest
      rest = rest.slice(piece.length)
      pieces.push(...(kind === 'added' ? marked('ins', piece) : [textNode(piece)]))
      // A part that begins with a new line was separate.
      if (rest !== '' || !this.#next('removed')?.text.startsWith('\n')) pieces.push(...this.#removed())
    }
    return pieces
  }

  /** White space between parts, with the deleted parts there. */
  #skip(node: HtmlNode, part: string | null | undefined): HtmlNode[] {
    const gone: HtmlNode[] = part ? wrapped(this.#removed(), part) : []
    for (let rest = (node.value ?? '').length; rest > 0; ) {
      const held = this.#next('removed')
      if (held) {
        if (!part) break
        gone.push(...wrapped(this.#removed(), part))
      }
      const taken = this.#take(rest).length
      if (taken === 0) break
      rest -= taken
    }

    // A part that ends with a new line was separate, and not the beginning of the next one.
    if (part && this.#next('removed')?.text.endsWith('\n')) gone.push(...wrapped(this.#removed(), part))
    return [node, ...gone]
  }

  #next(kind: TextChange['kind']): TextChange | undefined {
    const change = this.changes[this.#place]
    return change?.kind === kind ? change : undefined
  }

  /** The next kept or added piece, of this length at most. */
  #take(most: number): string {
    const change = this.changes[this.#place]
    if (!change || change.kind === 'removed') return ''
    const piece = change.text.slice(this.#used, this.#used + most)
    this.#used += piece.length
    if (this.#used === change.text.length) {
      this.#place++
      this.#used = 0
    }
    return piece
  }

  #removed(): HtmlNode[] {
    const change = this.#next('removed')
    if (!change) return []
    this.#place++
    return marked('del', change.text.replace(/\n+/g, ' '))
  }
}

/** A text in an element, with the white space at its ends outside. */
function marked(tagName: string, text: string): HtmlNode[] {
  const words = text.trim()
  const begin = text.length - text.trimStart().length
  const inner = words === '' ? [] : [element(tagName, [textNode(words)])]
  return [textNode(text.slice(0, begin)), ...inner, textNode(text.slice(begin + words.length))].filter(({ value }) => value !== '')
}

function wrapped(nodes: HtmlNode[], tagName: string): HtmlNode[] {
  return nodes.some(({ type }) => type === 'element') ? [element(tagName, nodes)] : []
}

function isBlank(value: string | undefined): boolean {
  return (value ?? '').trim() === ''
}

function textNode(value: string): HtmlNode {
  return { type: 'text', value }
}

function element(tagName: string, children: HtmlNode[]): HtmlNode {
  return { type: 'element', tagName, properties: {}, children }
}
