import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

const chromePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser is to be driven. */
    browserEndpoint: string
  }
}

/** Starts one browser for all files of tests. */
export default async function startBrowser(project: TestProject): Promise<() => Promise<void>> {
  // The sandbox needs rights that root in a container lacks; the pages are our own.
  const browser = await chromium.launchServer({ executablePath: chromePath, args: ['--no-sandbox'], host: '127.0.0.1' })
  project.provide('browserEndpoint', browser.wsEndpoint())
  return () => browser.close()
}
