import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest'
import { DemoPage } from './demo-page.js'

export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

/** The browser, for the tests of a file. */
export function connectBrowser() {
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.connect(inject('browserEndpoint'))
  })
  afterAll(() => browser.close())

  return {
    /** Opens the demo page in a separate profile, until the test's end. */
    async open(options: BrowserContextOptions & Parameters<typeof DemoPage.open>[1] = {}): Promise<DemoPage> {
      const { url, issue, ...context } = options
      const profile = await browser.newContext({ ...desktop, permissions: ['clipboard-read', 'clipboard-write'], ...context })
      onTestFinished(() => profile.close())
      return await DemoPage.open(profile, { ...(url && { url }), ...(issue && { issue }) })
    },
  }
}
