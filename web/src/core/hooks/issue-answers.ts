import type { AIClient } from '../transport/ai-client'
import type { StoredResponse } from '../transport/stored-response'
import { IssueAnswer } from './issue-answer'
import { ResponseList } from './response-list'

/** All responses that a page knows, by issue and action. Components with the same client share it. */
export class IssueAnswers {
  readonly #answers = new Map<string, IssueAnswer>()
  readonly #lists = new Map<string, ResponseList>()
  readonly #shown = new Map<string, string>()
  readonly #listeners = new Set<() => void>()

  constructor(private readonly client: AIClient) {}

  of(issueId: string, action: string): IssueAnswer {
    return found(this.#answers, keyOf(issueId, action), () => new IssueAnswer(this.client, issueId, this.list(issueId, action), () => this.#refresh(issueId)))
  }

  /** @param action Default: all of the issue's responses. */
  list(issueId: string, action?: string): ResponseList {
    return found(this.#lists, keyOf(issueId, action ?? ''), () => new ResponseList(this.client, issueId, action))
  }

  /** A response has ended: refreshes the list of all of the issue's responses. */
  #refresh(issueId: string): void {
    const all = this.#lists.get(keyOf(issueId, ''))
    if (all?.isHeld) void all.update()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The action whose response is shown for an issue; null for none. */
  shownAction(issueId: string): string | null {
    return this.#shown.get(issueId) ?? null
  }

  showAction(issueId: string, action: string | null): void {
    if (action === this.shownAction(issueId)) return
    if (action === null) this.#shown.delete(issueId)
    else this.#shown.set(issueId, action)
    for (const listener of this.#listeners) listener()
  }

  /** Shows a response of the history in the issue's card. */
  show(stored: StoredResponse): void {
    this.of(stored.issueId, stored.action).show(stored)
    this.showAction(stored.issueId, stored.action)
  }
}

const ofClients = /* @__PURE__ */ new WeakMap<AIClient, IssueAnswers>()

export function issueAnswers(client: AIClient): IssueAnswers {
  // A server renders a page once, but its client lives as long as its process.
  if (typeof window === 'undefined') return new IssueAnswers(client)

  const known = ofClients.get(client)
  if (known) return known
  const made = new IssueAnswers(client)
  ofClients.set(client, made)
  return made
}

function keyOf(issueId: string, action: string): string {
  return JSON.stringify([issueId, action])
}

function found<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
