import { english } from './english.js'
import type { Texts } from './texts.js'
import { vietnamese } from './vietnamese.js'

export type { IssueAction, Texts } from './texts.js'

/** The words for a BCP 47 tag: Vietnamese for `vi` and its regions, English for everything else. */
export function textsFor(locale: string): Texts {
  return /^vi\b/i.test(locale) ? vietnamese : english
}
