import { english } from './english'
import type { OwnTexts, Texts } from './texts'
import { vietnamese } from './vietnamese'

export { issueActions, type IssueAction, type OwnTexts, type Texts } from './texts'

const own = /* @__PURE__ */ new WeakMap<OwnTexts, Map<string, Texts>>()

/**
 * The texts for a BCP 47 tag: Vietnamese for `vi` and its regions, English for everything else.
 * @param changes Replacements for some texts. The same object gives the same texts, so that components don't render again.
 */
export function textsFor(locale: string, changes?: OwnTexts): Texts {
  const texts = /^vi\b/i.test(locale) ? vietnamese : english
  if (!changes) return texts

  const made = own.get(changes) ?? new Map<string, Texts>()
  own.set(changes, made)
  const known = made.get(locale) ?? merged(texts, changes)
  made.set(locale, known)
  return known
}

function merged(texts: Texts, changes: OwnTexts): Texts {
  const entries = Object.entries(changes).map(([name, value]) => {
    const before = (texts as unknown as Record<string, unknown>)[name]
    return [name, typeof value === 'object' && typeof before === 'object' ? { ...before, ...value } : value] as const
  })
  return { ...texts, ...(Object.fromEntries(entries) as Partial<Texts>) }
}
