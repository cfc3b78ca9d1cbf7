import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

// Chromium draws its own buttons as web pages, which take as much CPU per window as the page under test.
const unneeded = [
  'InitialWebUI', 'PreloadTopChromeWebUI', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxPopup', 'WebUIReloadButton', 'WebUIToolbarWebView',
]
// Chromium uses only the last list of features, so this one repeats those that keep it off the network.
const networked = ['AimEnabled', 'HttpsUpgrades', 'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PreconnectToSearch', 'Translate']

const chromePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium'

declare module 'vitest' {
  interface ProvidedContext {
    /** The endpoint for controlling the browser. */
    browserEndpoint: string
  }
}

/** Starts one browser for all test files. */
export default async function startBrowser(project: TestProject): Promise<() => Promise<void>> {
  // The sandbox needs privileges that root in a container lacks; all pages are our own.
  const args = ['--no-sandbox', `--disable-features=${[...unneeded, ...networked].join()}`]
  const browser = await chromium.launchServer({ executablePath: chromePath, args, host: '127.0.0.1' })
  project.provide('browserEndpoint', browser.wsEndpoint())
  return () => browser.close()
}
