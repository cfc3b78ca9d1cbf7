import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './support/accessibility.js'
import { connectBrowser } from './support/browser.js'
import { serviceUrl } from './support/environment.js'
import { CuttableProxy } from './support/cuttable-proxy.js'
import type { DemoPage } from './support/demo-page.js'
import { modelCalls } from './support/simulator.js'

const browser = connectBrowser()
let proxy: CuttableProxy

beforeAll(async () => {
  proxy = await CuttableProxy.start(serviceUrl)
})
afterAll(() => proxy.stop())

test('an answer whose connection was cut goes on where it was, without loss', async () => {
  const demo = await browser.open({ url: proxy.url })
  await demo.simulate('slow token=15ms')
  const { total } = await modelCalls()

  await demo.ask('Estimate')
  const before = await demo.growsBeyond(20)
  await demo.context.setOffline(true)
  proxy.cut()
  await demo.card.getByText('The connection was lost. Reconnecting …').waitFor()
  await demo.page.getByText('You are offline.').waitFor()
  expect(await shownLength(demo)).toBeGreaterThanOrEqual(before)
  expect(await violations(demo)).toEqual([])

  proxy.mend()
  await demo.context.setOffline(false)
  await demo.badge.waitFor()

  const [stored] = await demo.storedAnswers()
  expect(await demo.copiedText()).toBe(stored!.text)
  expect(stored!.state).toBe('completed')
  expect((await modelCalls()).total).toBe(total + 1)
  demo.expectClean(/net::ERR_/)
})

test('a request made offline is answered when the network is back', async () => {
  const demo = await browser.open()
  await demo.context.setOffline(true)
  await demo.page.getByText('You are offline.').waitFor()

  const failed = demo.page.waitForEvent('requestfailed')
  await demo.ask('Refine')
  await failed
  await demo.context.setOffline(false)
  await demo.badge.waitFor()

  expect(await demo.copiedText()).toBe((await demo.storedAnswers())[0]!.text)
  demo.expectClean(/net::ERR_/)
})

test('an answer goes on while another issue is looked at, and is found again', async () => {
  const demo = await browser.open()
  await demo.simulate('slow token=15ms')
  const { total } = await modelCalls()

  await demo.ask('Refine')
  await demo.growsBeyond(0)
  await demo.page.getByRole('navigation').getByRole('button').nth(1).click()
  await demo.page.getByRole('navigation').getByRole('button', { name: 'moonharbour/tickets#142' }).click()
  await demo.badge.waitFor()

  expect(await demo.copiedText()).toBe((await demo.storedAnswers())[0]!.text)
  expect((await modelCalls()).total).toBe(total + 1)
  demo.expectClean()
})

test('an answer goes on through a reload, and is followed again without being asked for', async () => {
  const demo = await browser.open()
  await demo.simulate('slow token=25ms')
  const { total } = await modelCalls()

  await demo.ask('Refine')
  await demo.growsBeyond(0)
  await demo.page.reload()
  await demo.growsBeyond(0)
  await demo.badge.waitFor()

  const [stored] = await demo.storedAnswers()
  expect(stored).toMatchObject({ state: 'completed' })
  expect(await demo.copiedText()).toBe(stored!.text)
  expect((await modelCalls()).total).toBe(total + 1)
  demo.expectClean()
})

function shownLength(demo: DemoPage): Promise<number> {
  return demo.card.locator('.iai-markdown').evaluate((text) => text.textContent.length)
}
