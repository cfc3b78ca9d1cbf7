import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest'

export const SCHEMES = ['light', 'dark'] as const

// The development server compiles a page when it is requested, and a machine that runs other tests takes a minute for that.
const limitMs = 90_000

/** The applications' pages in a browser. */
export function connectBrowser() {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.connect(inject('browserEndpoint'))
  })
  afterAll(() => browser.close())

  return async (url: string, options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> => {
    const context = await browser.newContext(options)
    onTestFinished(() => context.close())
    const page = await context.newPage()
    page.setDefaultTimeout(limitMs)
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.route('**/api/**', (route) =>
      route.request().method() === 'GET'
        ? route.fulfill({ json: { items: [], continuation: null } })
        : route.fulfill({ contentType: 'text/event-stream', body: guideRoute }))
    // Browsers request the icon on their own.
    await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }))
    await page.goto(url)
    return { page, complaints }
  }
}

/** The response of a route as in the guide: text, confidence, and the end. */
const guideRoute = [{ type: 'text', content: 'The whole ' }, { type: 'text', content: 'text.' }, { type: 'confidence', value: 95 }]
  .map((frame) => `data: ${JSON.stringify(frame)}\n\n`)
  .join('')

/** The computed colours of an element. */
export function coloursOf(page: Page, selector: string): Promise<{ color: string; background: string; border: string }> {
  return page.locator(selector).first().evaluate((element) => {
    const { color, backgroundColor, borderTopColor } = getComputedStyle(element)
    return { color, background: backgroundColor, border: borderTopColor }
  })
}

export const LIGHT = { color: 'rgb(27, 33, 48)', background: 'rgb(255, 255, 255)', border: 'rgb(220, 225, 233)' }
export const DARK = { color: 'rgb(230, 233, 241)', background: 'rgb(26, 30, 39)', border: 'rgb(52, 60, 76)' }
