import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { limitMs, serviceUrl } from './environment.js'

export type Action = 'Refine' | 'Estimate' | 'Breakdown'

interface StoredAnswer {
  responseId: string
  action: string
  state: string
  text: string
}

/** The demo page in a separate tab. */
export class DemoPage {
  /** The page's requests to any address but its own service. */
  readonly foreignRequests: string[] = []
  /** Errors and warnings of the page, and dialogs that opened. */
  readonly complaints: string[] = []

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    private readonly issueId: string,
    origin: string,
  ) {
    page.setDefaultTimeout(limitMs)
    context.on('request', (request) => {
      if (request.url().startsWith('http') && new URL(request.url()).origin !== origin) this.foreignRequests.push(request.url())
    })
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('dialog', (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
  }

  /** Opens the page and selects an issue without responses. */
  static async open(context: BrowserContext, { url = serviceUrl, issue = 'moonharbour/tickets#142' } = {}): Promise<DemoPage> {
    await fetch(`${serviceUrl}/api/issues?issueId=${encodeURIComponent(issue)}`, { method: 'DELETE' })
    const demo = new DemoPage(await context.newPage(), context, issue, new URL(url).origin)
    await demo.page.goto(url)
    await demo.page.getByRole('navigation').getByRole('button', { name: issue }).click()
    return demo
  }

  get card(): Locator {
    return this.page.locator('.iai-root').getByRole('article')
  }

  get badge(): Locator {
    return this.card.locator('[data-confidence]')
  }

  /** The entries of the history, newest first. */
  get history(): Locator {
    return this.page.locator('.iai-history .iai-entry')
  }

  get description(): Locator {
    return this.page.getByRole('textbox', { name: 'Description' })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** The visible text of the response. */
  async text(): Promise<string> {
    return await this.card.locator('.iai-markdown').innerText()
  }

  /** Adds a line for the simulator to the issue, such as `slow token=50ms`. */
  async simulate(directive: string): Promise<void> {
    await this.description.fill(`${await this.description.inputValue()}\n\n<!-- simulate: ${directive} -->`)
  }

  async ask(action: Action): Promise<void> {
    await this.button(action).click()
  }

  /** Requests a response, and waits until it is complete: the badge appears at that point. */
  async askAndWait(action: Action): Promise<void> {
    await this.ask(action)
    await this.badge.waitFor()
  }

  /** Waits until more than this many characters of the response are visible, and returns their number. */
  async growsBeyond(length: number): Promise<number> {
    const handle = await this.page.waitForFunction((least) => {
      const seen = document.querySelector('.iai-root article[aria-busy=true] .iai-markdown')?.textContent?.length ?? 0
      return seen > least && seen
    }, length)
    return (await handle.jsonValue()) as number
  }

  /** The issue's stored responses, newest first. */
  async storedAnswers(): Promise<StoredAnswer[]> {
    const response = await fetch(`${serviceUrl}/api/ai/responses?issueId=${encodeURIComponent(this.issueId)}&include=text`)
    return ((await response.json()) as { items: StoredAnswer[] }).items
  }

  /** The text that the button Copy copies: the response as it was received. */
  async copiedText(): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText(''))
    // After a click its name is different for two seconds.
    await this.card.getByRole('button', { name: /^(Copy|Copied)$/ }).click()
    const copied = await this.page.waitForFunction(() => navigator.clipboard.readText())
    return await copied.jsonValue()
  }

  /** Makes the service answer an action with the given frames, byte for byte. */
  async script(action: Action, frames: readonly object[]): Promise<void> {
    await this.page.route(`**/api/ai/${action.toLowerCase()}?*`, (route) =>
      route.fulfill({
        headers: { 'Content-Type': 'text/event-stream', 'X-Response-Id': scriptedId },
        body: [...frames, metadata].map((frame, place) => `id: ${place + 1}\ndata: ${JSON.stringify(frame)}\n\n`).join(''),
      }),
    )
    // The service doesn't know the response, so it can't store feedback on it.
    await this.page.route(`**/api/ai/responses/${scriptedId}/feedback*`, (route) => route.fulfill({ status: 204 }))
  }

  /** Expects no errors in the page but those that the test caused, and no requests to other services. */
  expectClean(caused?: RegExp): void {
    expect(this.complaints.filter((complaint) => !caused?.test(complaint))).toEqual([])
    expect(this.foreignRequests).toEqual([])
  }
}

const scriptedId = '0123456789abcdef0123456789abcdef'

const metadata = {
  type: 'metadata',
  value: { responseId: scriptedId, model: 'scripted', tokens: 100, timestamp: '2026-01-15T10:00:00Z', finishReason: 'stop', cached: false, durationMs: 1830 },
}

/** Repeats the assertion until it holds, or the limit is reached. */
export async function until(condition: () => void | Promise<void>): Promise<void> {
  await vi.waitFor(condition, { timeout: limitMs, interval: 50 })
}
