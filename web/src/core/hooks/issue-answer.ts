import type { AIClient } from '../transport/ai-client'
import type { GenerateRequest } from '../transport/requests'
import type { Rating, StoredResponse } from '../transport/stored-response'
import { basisOf, recallBasis, rememberBasis } from './answer-basis'
import type { AnswerRequest, Wish } from './answer-request'
import { mergeVersions, shownStored, shownStream, shownVersion, versionOfResponse, versionOfStored, type AnswerVersion, type ShownAnswer } from './answer-versions'
import type { AIResponse } from './ai-response'
import type { ResponseList } from './response-list'
import { KeptValues } from './kept-values'
import { StreamSession } from './stream-session'

// If the history takes longer than this, the response is requested without it.
const HISTORY_LIMIT_MS = 2000

export interface IssueAnswerSnapshot {
  shown: ShownAnswer
  /** Whether a response is running, or the history is loading. */
  isBusy: boolean
  /** The complete responses, oldest first. */
  versions: readonly AnswerVersion[]
  /** The position of the shown response: among the versions, or after them. */
  index: number
  /** The number of versions, plus the response after them. */
  count: number
  /** Whether the issue or the requested language has changed since the newest version. */
  isStale: boolean
  /** Grows with each request to show the response. */
  looks: number
}

/** The responses to one action for an issue: the running one, and every version. */
export class IssueAnswer {
  readonly session: StreamSession<unknown>
  readonly kept = new KeptValues()
  /** The wish of the last request, for a retry. */
  lastWish: Wish = {}
  #fresh: AnswerVersion[] = []
  #ratings = new Map<string, Rating>()
  #bases = new Map<string, string>()
  #selectedId: string | null = null
  #opened: StoredResponse | null = null
  #looking: AbortController | null = null
  #currentBasis: string | null = null
  #rememberedBasis: string | null = null
  #looks = 0
  readonly #wishes = new Map<string, string>()
  #snapshot: IssueAnswerSnapshot
  readonly #listeners = new Set<() => void>()

  constructor(
    private readonly client: AIClient,
    private readonly issueId: string,
    private readonly list: ResponseList,
    private readonly ended: () => void,
  ) {
    this.session = new StreamSession<unknown>({ client })
    this.#snapshot = this.#read()
    this.session.subscribe(this.#changed)
    this.list.subscribe(this.#changed)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): IssueAnswerSnapshot => this.#snapshot

  /** Shows the newest version, or the running response; requests one if there is none. */
  async open(request: AnswerRequest, onEnd?: (response: AIResponse | null) => void): Promise<void> {
    this.look()
    if (this.#snapshot.isBusy) return
    this.compare(request.payload)
    if (this.#snapshot.versions.length === 0 && !(await this.#lookForVersions())) return

    const newest = this.#snapshot.versions.at(-1)
    if (newest) {
      this.select(this.#snapshot.versions.length - 1)
      void this.#compareWithRemembered(newest)
    } else {
      await this.ask(request, onEnd)
    }
  }

  /** Requests a response in any case. Returns null if it was stopped or failed; the session has the reason. */
  async ask({ url, payload }: AnswerRequest, onEnd?: (response: AIResponse | null) => void, wish: Wish = {}): Promise<AIResponse | null> {
    this.lastWish = wish
    this.#selectedId = null
    this.#opened = null
    this.compare(payload)
    const basis = basisOf(payload)
    const response = await this.session.streamAI(url, payload).catch(() => null)
    if (response) this.#keep(response, basis, payload.instructions)
    this.ended()
    onEnd?.(response)
    return response
  }

  /** Follows the running response, if there is one. */
  async attach(url: string, onEnd?: (response: AIResponse | null) => void): Promise<void> {
    const { lastWish } = this
    const followed = await this.session.attach(url, this.issueId).catch(() => 'failed' as const)
    // There was nothing to follow, or another component follows it.
    if (followed === null) return
    // Only the page that requested it knows its wish; a request since then has its own.
    if (this.lastWish === lastWish) this.lastWish = {}
    const response = followed === 'failed' ? null : followed
    if (response) this.#keep(response, null)
    this.ended()
    onEnd?.(response)
  }

  /** The instructions of a response that this page requested; undefined without any. */
  wishOf(responseId: string): string | undefined {
    return this.#wishes.get(responseId)
  }

  readonly stop = (): void => {
    this.#looking?.abort()
    this.session.abort()
  }

  readonly select = (index: number): void => {
    this.#opened = null
    this.#selectedId = this.#snapshot.versions[index]?.responseId ?? null
    this.#changed()
  }

  /** Shows a response of the history, complete or not. */
  readonly show = (stored: StoredResponse): void => {
    const isVersion = stored.state === 'completed'
    this.#opened = isVersion ? null : stored
    this.#selectedId = isVersion ? stored.responseId : null
    if (isVersion && !this.#versions().some(({ responseId }) => responseId === stored.responseId)) this.#fresh = [...this.#fresh, versionOfStored(stored)]
    this.look()
    void this.list.load()
  }

  readonly rate = async (rating: Rating): Promise<void> => {
    const { responseId } = this.#snapshot.shown
    if (responseId === null) return
    await this.client.rate(responseId, rating)
    this.#ratings.set(responseId, rating)
    this.#changed()
  }

  /** Compares the versions with the current issue. */
  compare(payload: GenerateRequest): void {
    const basis = basisOf(payload)
    if (basis === this.#currentBasis) return
    this.#currentBasis = basis
    this.#changed()
  }

  /** Requests that the response is shown. */
  look(): void {
    this.#looks++
    this.#changed()
  }

  /** Waits for the history up to a limit; returns whether the request wasn't stopped meanwhile. */
  async #lookForVersions(): Promise<boolean> {
    const looking = new AbortController()
    this.#looking = looking
    this.#changed()
    let timer: ReturnType<typeof setTimeout> | undefined
    await Promise.race([
      this.list.load(),
      new Promise<void>((resolve) => (timer = setTimeout(resolve, HISTORY_LIMIT_MS))),
      new Promise((resolve) => looking.signal.addEventListener('abort', resolve)),
    ])
    clearTimeout(timer)
    this.#looking = null
    this.#changed()
    return !looking.signal.aborted
  }

  #keep(response: AIResponse, basis: string | null, wish?: string): void {
    if (response.responseId !== null && wish) this.#wishes.set(response.responseId, wish)
    this.#fresh = [...this.#fresh, versionOfResponse(response, new Date().toISOString())]
    if (response.responseId !== null && basis !== null) {
      this.#bases.set(response.responseId, basis)
      rememberBasis(response.responseId, basis)
    }
    this.#changed()
  }

  /** Compares a version that another browser requested: the service may know the last sent issue. */
  async #compareWithRemembered({ responseId }: AnswerVersion): Promise<void> {
    if (responseId === null || this.#currentBasis === null || this.#basisOf(responseId) !== null) return
    const issue = await this.client.getIssue(this.issueId).catch(() => null)
    this.#rememberedBasis = issue && basisOf({ ...issue, description: issue.description ?? '' })
    this.#changed()
  }

  #basisOf(responseId: string | null): string | null {
    if (responseId === null) return null
    return this.#bases.get(responseId) ?? recallBasis(responseId)
  }

  #versions(): AnswerVersion[] {
    const stored = this.list.getSnapshot().items.filter(({ state }) => state === 'completed').map(versionOfStored)
    return mergeVersions(this.#fresh, stored)
  }

  readonly #changed = (): void => {
    this.#snapshot = this.#read()
    for (const listener of this.#listeners) listener()
  }

  #read(): IssueAnswerSnapshot {
    const stream = this.session.getSnapshot()
    const versions = this.#versions()
    const current = stream.status === 'completed' ? placeOf(versions, stream.responseId) : -1
    const selected = placeOf(versions, this.#selectedId)

    // A stopped or failed response comes after the complete ones until the next request.
    const isBehind = this.#opened !== null || (stream.status !== 'idle' && current < 0)
    const index = stream.isStreaming || this.#opened ? versions.length : selected >= 0 ? selected : current >= 0 ? current : isBehind ? versions.length : versions.length - 1
    const shown = this.#shown(stream, versions, Math.max(0, index), current)
    return {
      shown,
      isBusy: stream.isStreaming || this.#looking !== null,
      versions, index: Math.max(0, index), count: versions.length + (isBehind ? 1 : 0),
      isStale: this.#isStale(versions.at(-1)), looks: this.#looks,
    }
  }

  #shown(stream: ReturnType<StreamSession<unknown>['getSnapshot']>, versions: readonly AnswerVersion[], index: number, current: number): ShownAnswer {
    if (this.#looking !== null) return { ...shownStream(stream), text: '', status: 'connecting', error: null }
    if (this.#opened && !stream.isStreaming) return shownStored(this.#opened)
    const version = versions[index]
    if (stream.isStreaming || !version) return shownStream(stream)

    const rating = (version.responseId !== null ? this.#ratings.get(version.responseId) : undefined) ?? version.rating
    // The history doesn't know that the current response came from the cache.
    return shownVersion({ ...version, rating, metadata: index === current ? stream.metadata : version.metadata })
  }

  #isStale(newest: AnswerVersion | undefined): boolean {
    if (newest === undefined || this.#currentBasis === null) return false
    const basis = this.#basisOf(newest.responseId) ?? this.#rememberedBasis
    return basis !== null && basis !== this.#currentBasis
  }
}

function placeOf(versions: readonly AnswerVersion[], responseId: string | null): number {
  return responseId === null ? -1 : versions.findIndex((version) => version.responseId === responseId)
}
