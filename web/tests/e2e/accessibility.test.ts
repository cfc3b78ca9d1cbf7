import type { BrowserContextOptions } from 'playwright-core'
import { expect, test } from 'vitest'
import { violations } from './support/accessibility.js'
import { desktop, phone, connectBrowser } from './support/browser.js'

const browser = connectBrowser()

test.each<[string, BrowserContextOptions]>([
  ['light', { ...desktop, colorScheme: 'light' }],
  ['dark', { ...desktop, colorScheme: 'dark' }],
  ['on a phone', { ...phone, colorScheme: 'light' }],
  ['in forced colours', { ...desktop, forcedColors: 'active' }],
])('axe finds nothing: %s', async (_, options) => {
  const demo = await browser.open(options)
  await demo.script('Estimate', [
    { type: 'text', content: 'Five.\n\n- [x] a task\n- [ ] another\n\n| a | b |\n|-|-|\n| c | d |\n\n```\ncode\n```\n\n> a [link](https://example.com)' },
    { type: 'result', value: { points: 5, range: [3, 8], assumptions: ['The API stays.'] } },
    { type: 'confidence', value: 50, level: 'low', method: 'logprobs', calibrated: true },
  ])
  await demo.script('Breakdown', [
    { type: 'text', content: 'One step.' },
    { type: 'result', value: { subtasks: [{ title: 'Fix it', acceptanceCriteria: ['A test'], points: 3, dependsOn: [] }] } },
    { type: 'confidence', value: 95, level: 'high', method: 'self-assessment', calibrated: false },
  ])

  await demo.askAndWait('Refine')
  await demo.button('Regenerate').click()
  await demo.page.getByText('Version 2 of 2').waitFor()
  await demo.button('Show changes').click()
  await demo.badge.hover()
  expect(await violations(demo)).toEqual([])

  await demo.askAndWait('Estimate')
  await demo.history.first().click()
  expect(await violations(demo)).toEqual([])

  await demo.askAndWait('Breakdown')
  await demo.button('Edit: Fix it').click()
  expect(await violations(demo)).toEqual([])
  await demo.button('Create 1 subtask').click()
  await demo.card.getByText(/^Created/).waitFor()
  expect(await violations(demo)).toEqual([])

  await demo.askAndWait('Refine')
  await demo.button('Edit or choose').click()
  expect(await violations(demo)).toEqual([])
  // The response is the test's own, so the service refuses feedback on it.
  demo.expectClean(/404/)
})

test('an answer while it is written is as accessible', async () => {
  const demo = await browser.open()
  await demo.simulate('slow token=100ms')

  await demo.ask('Refine')
  await demo.growsBeyond(0)

  expect(await violations(demo)).toEqual([])
  demo.expectClean()
})

test('an answer that was cut off, from right to left, is as accessible', async () => {
  const demo = await browser.open(phone)
  await demo.page.evaluate(() => { document.documentElement.dir = 'rtl' })
  const metadata = { responseId: '0123456789abcdef0123456789abcdef', timestamp: '2026-01-15T10:00:00Z', cached: false, finishReason: 'length' }
  await demo.script('Refine', [{ type: 'text', content: '# عنوان\n\nنص[^1]\n\n[^1]: حاشية' }, { type: 'metadata', value: metadata }])

  await demo.askAndWait('Refine')

  await demo.card.getByText('This answer was cut off because it became too long.').waitFor()
  expect(await demo.card.locator('.iai-block').first().evaluate((block) => getComputedStyle(block).direction)).toBe('rtl')
  expect(await violations(demo)).toEqual([])
  await demo.description.fill('Another issue.')
  await demo.button('Update the answer').waitFor()
  expect(await violations(demo)).toEqual([])
  await demo.button('Use this text').click()
  await demo.button('Undo').waitFor()
  expect(await violations(demo)).toEqual([])
  demo.expectClean()
})

test('a failure and the words in Vietnamese are as accessible', async () => {
  const demo = await browser.open()
  await demo.simulate('close-early after=3')
  await demo.page.getByRole('radio', { name: 'VI' }).check({ force: true })

  await demo.button('Làm rõ').click()
  await demo.button('Thử lại').waitFor()

  expect(await demo.page.getAttribute('html', 'lang')).toBe('vi')
  expect(await violations(demo)).toEqual([])
  demo.expectClean()
})

test('without motion nothing moves', async () => {
  const demo = await browser.open({ reducedMotion: 'reduce' })
  await demo.simulate('slow token=30ms')

  await demo.ask('Refine')
  await demo.growsBeyond(0)
  const running = await demo.page.evaluate(() => document.getAnimations().length)

  expect(running).toBe(0)
  demo.expectClean()
})
