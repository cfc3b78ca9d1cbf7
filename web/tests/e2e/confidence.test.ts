import { expect, test } from 'vitest'
import { connectBrowser } from './support/browser.js'

const browser = connectBrowser()

test.each([
  [95, 'high', 'High confidence, 95 percent', 'green'],
  [80, 'medium', 'Medium confidence, 80 percent', 'yellow'],
  [50, 'low', 'Low confidence, 50 percent', 'red'],
] as const)('%d is %s: "%s", in %s', async (value, level, words, colour) => {
  const demo = await browser.open()
  await demo.script('Refine', [
    { type: 'text', content: 'An answer.' },
    { type: 'confidence', value, level, method: 'logprobs', calibrated: false },
  ])

  await demo.askAndWait('Refine')

  expect(await demo.badge.getAttribute('data-confidence')).toBe(level)
  expect(await demo.badge.innerText()).toBe(words)
  for (const colorScheme of ['light', 'dark'] as const) {
    await demo.page.emulateMedia({ colorScheme })
    const { color, backgroundColor } = await demo.badge.evaluate((badge) => {
      const { color, backgroundColor } = getComputedStyle(badge)
      return { color, backgroundColor }
    })
    expect([nameOf(color), nameOf(backgroundColor)]).toEqual([colour, colour])
  }
  demo.expectClean()
})

test('where there is no number, none is shown', async () => {
  const demo = await browser.open()
  await demo.script('Refine', [{ type: 'text', content: 'An answer.' }])

  await demo.askAndWait('Refine')

  expect(await demo.badge.getAttribute('data-confidence')).toBe('unavailable')
  expect(await demo.badge.innerText()).toBe('Confidence not available')
  demo.expectClean()
})

test('the tip explains the number, and stays within a phone’s screen', async () => {
  const demo = await browser.open({ viewport: { width: 390, height: 844 } })
  await demo.script('Refine', [
    { type: 'text', content: 'An answer.' },
    { type: 'confidence', value: 88, level: 'medium', method: 'logprobs', calibrated: false },
  ])
  await demo.askAndWait('Refine')

  await demo.badge.click()
  const tip = demo.page.getByRole('tooltip')
  await tip.waitFor()
  const box = (await tip.boundingBox())!

  expect(await tip.innerText()).toContain('How sure the model was')
  expect(box.x).toBeGreaterThanOrEqual(0)
  expect(box.x + box.width).toBeLessThanOrEqual(390)
  await demo.page.keyboard.press('Escape')
  await tip.waitFor({ state: 'hidden' })
  demo.expectClean()
})

test('points and a checklist come from results', async () => {
  const demo = await browser.open()
  await demo.script('Estimate', [
    { type: 'text', content: 'Five points.' },
    { type: 'result', value: { points: 5, range: [3, 8], assumptions: ['The API stays.'] } },
  ])
  await demo.script('Breakdown', [
    { type: 'text', content: 'Two steps.' },
    {
      type: 'result',
      value: {
        subtasks: [
          { title: 'Find the cause', acceptanceCriteria: ['It is written down'], points: 1, dependsOn: [] },
          { title: 'Fix it', acceptanceCriteria: ['A test covers it'], points: 3, dependsOn: [0] },
        ],
      },
    },
  ])

  await demo.askAndWait('Estimate')
  expect(await demo.card.locator('.iai-points').innerText()).toMatch(/^5 points\s+Between 3 and 8$/)

  await demo.askAndWait('Breakdown')
  await demo.card.getByRole('checkbox', { name: 'Fix it' }).check()
  expect(await demo.card.innerText()).toContain('3 points · After 1')
  demo.expectClean()
})

/** The name of a colour, by its hue. */
function nameOf(css: string): string {
  const [red = 0, green = 0, blue = 0] = (css.match(/[\d.]+/g) ?? []).map(Number)
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const sector = most === red ? (green - blue) / (most - least) : most === green ? 2 + (blue - red) / (most - least) : 4 + (red - green) / (most - least)
  const hue = (sector * 60 + 360) % 360
  if (hue < 20 || hue > 340) return 'red'
  if (hue >= 35 && hue < 65) return 'yellow'
  return hue >= 100 && hue < 170 ? 'green' : `hue ${hue}`
}
