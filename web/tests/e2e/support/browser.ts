import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { chromePath } from './environment.js'
import { DemoPage } from './demo-page.js'

export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

/** A browser for the tests of a file. */
export function launchBrowser() {
  let browser: Browser

  beforeAll(async () => {
    // The sandbox needs rights that root in a container lacks; the pages are our own.
    browser = await chromium.launch({ executablePath: chromePath, args: ['--no-sandbox'] })
  })
  afterAll(() => browser.close())

  return {
    /** Opens the demo page in a profile of its own. */
    async open(options: BrowserContextOptions & Parameters<typeof DemoPage.open>[1] = {}): Promise<DemoPage> {
      const { url, issue, ...context } = options
      const profile = await browser.newContext({ ...desktop, permissions: ['clipboard-read', 'clipboard-write'], ...context })
      return await DemoPage.open(profile, { ...(url && { url }), ...(issue && { issue }) })
    },
  }
}
