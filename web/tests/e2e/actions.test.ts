import { describe, expect, test } from 'vitest'
import { phone, connectBrowser } from './support/browser.js'
import { until, type Action } from './support/demo-page.js'
import { modelCalls } from './support/simulator.js'

const browser = connectBrowser()

test.each<[Action, string]>([
  ['Refine', 'Refined issue'],
  ['Estimate', 'Estimate'],
  ['Breakdown', 'Subtasks'],
])('%s streams an answer that grows before one’s eyes', async (action, title) => {
  const demo = await browser.open()
  await demo.simulate('slow token=50ms')

  await demo.ask(action)
  const first = await demo.growsBeyond(0)
  const second = await demo.growsBeyond(first)
  const third = await demo.growsBeyond(second)

  expect(third).toBeGreaterThan(second)
  await demo.page.getByRole('article', { name: title }).waitFor()
  demo.expectClean()
})

test('each button gets its answer whole', async () => {
  const demo = await browser.open()

  for (const [action, words] of [['Refine', /Acceptance criteria/], ['Estimate', /Reasons/], ['Breakdown', /1\. /]] as const) {
    await demo.askAndWait(action)
    const [stored] = await demo.storedAnswers()
    expect(stored).toMatchObject({ action: action.toLowerCase(), state: 'completed', text: expect.stringMatching(words) as string })
    expect(await demo.copiedText()).toBe(stored!.text)
  }
  demo.expectClean()
})

test('an answer says who wrote it, and comes from the cache the second time', async () => {
  const demo = await browser.open()
  await demo.askAndWait('Refine')
  const { total } = await modelCalls()
  expect(await demo.card.innerText()).toMatch(/simulator-1 · [\d,]+ tokens/)

  await demo.ask('Refine')
  await demo.card.getByText('from the cache').waitFor()

  expect((await modelCalls()).total).toBe(total)
  demo.expectClean()
})

test('Regenerate keeps both versions, and shows what changed', async () => {
  const demo = await browser.open()
  await demo.askAndWait('Refine')
  const before = await demo.copiedText()

  await demo.page.getByRole('textbox', { name: 'Wishes for the next version' }).fill('shorter, please')
  await demo.button('Regenerate').click()
  await demo.page.getByText('Version 2 of 2').waitFor()
  const after = await demo.copiedText()
  expect(after).not.toBe(before)

  await demo.button('Show changes').click()
  expect(await demo.card.locator('.iai-diff').locator('ins, del').count()).toBeGreaterThan(0)

  await demo.button('Previous version').click()
  await demo.page.getByText('Version 1 of 2').waitFor()
  expect(await demo.copiedText()).toBe(before)
  expect((await demo.storedAnswers()).map(({ text }) => text)).toEqual([after, before])
  demo.expectClean()
})

test('Stop reaches the model', async () => {
  const demo = await browser.open()
  await demo.simulate('slow token=100ms')
  const { aborted } = await modelCalls()

  await demo.ask('Refine')
  await demo.growsBeyond(0)
  await demo.button('Stop').click()
  await demo.card.getByText('Stopped', { exact: true }).waitFor()

  await until(async () => expect((await modelCalls()).aborted).toBe(aborted + 1))
  await until(async () => expect((await demo.storedAnswers())[0]).toMatchObject({ state: 'cancelled' }))
  expect(await demo.text()).not.toBe('')
  await demo.page.locator('.history').getByText('stopped').waitFor()
  demo.expectClean()
})

test('a failure is told, and trying again gets the answer', async () => {
  const demo = await browser.open()
  await demo.simulate('close-early after=5 times=1')

  await demo.ask('Refine')
  await demo.card.getByText('The model can’t be reached or broke off.').waitFor()
  await demo.button('Try again').click()
  await demo.badge.waitFor()

  demo.expectClean()
})

test('a rating is kept', async () => {
  const demo = await browser.open()
  await demo.askAndWait('Refine')

  await demo.button('Good answer').click()
  await demo.card.locator('button[aria-pressed=true]', { has: demo.page.locator('svg') }).waitFor()
  await demo.page.reload()
  await demo.askAndWait('Refine')

  await until(async () => expect(await demo.button('Good answer').getAttribute('aria-pressed')).toBe('true'))
  demo.expectClean()
})

test('a refinement is taken over into the issue, and saved', async () => {
  const demo = await browser.open()
  await demo.askAndWait('Refine')

  const refined = await demo.copiedText()
  const [title, ...rest] = refined.split('\n')

  await demo.button('Use this text').click()
  expect(`## ${await demo.page.getByRole('textbox', { name: 'Title' }).inputValue()}`).toBe(title)
  expect(await demo.description.inputValue()).toBe(rest.join('\n').trim())
  await demo.button('Save').click()
  await demo.page.getByText('Saved', { exact: true }).waitFor()
  await demo.page.reload()

  expect(await demo.description.inputValue()).toContain('Acceptance criteria')
  demo.expectClean()
})

test('the history lists every answer, and opens it', async () => {
  const demo = await browser.open()
  await demo.askAndWait('Estimate')
  await demo.askAndWait('Refine')

  await until(async () => expect(await demo.history.count()).toBe(2))
  await demo.history.nth(1).click()

  await demo.page.locator('.history').getByRole('article', { name: 'Estimate' }).waitFor()
  demo.expectClean()
})

test('everything can be done with the keyboard, and the focus is seen', async () => {
  const demo = await browser.open()
  await demo.simulate('slow token=30ms')
  await demo.button('Refine').focus()

  await demo.page.keyboard.press('Enter')
  await demo.growsBeyond(0)
  for (const name of ['Estimate', 'Breakdown', 'Stop']) {
    await demo.page.keyboard.press('Tab')
    expect(await demo.page.evaluate(() => document.activeElement?.textContent)).toBe(name)
    expect(await demo.page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid')
  }
  await demo.page.keyboard.press('Enter')
  await demo.card.getByText('Stopped', { exact: true }).waitFor()

  expect(await demo.page.evaluate(() => document.activeElement?.textContent)).toBe('Regenerate')
  demo.expectClean()
})

describe('on a phone', () => {
  test('nothing is wider than the screen', async () => {
    const demo = await browser.open(phone)
    const wide = '| a | b | c | d | e | f | g | h |\n|-|-|-|-|-|-|-|-|\n| averylongwordinatable | averylongwordinatable | averylongwordinatable | x | x | x | x | x |'
    const code = '```\n' + 'a line of code that is far longer than any phone is wide '.repeat(3) + '\n```'
    await demo.script('Refine', [{ type: 'text', content: `## A title\n\n${'https://example.com/' + 'a'.repeat(200)}\n\n${wide}\n\n${code}` }])
    await demo.script('Estimate', [{ type: 'text', content: 'Five.' }, { type: 'result', value: { points: 5, range: [3, 8], assumptions: ['None.'] } }])

    for (const action of ['Refine', 'Estimate'] as const) {
      await demo.askAndWait(action)
      expect(await demo.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    }
    demo.expectClean()
  })

  test('the three buttons stand in one row', async () => {
    const demo = await browser.open(phone)

    const tops = await Promise.all((['Refine', 'Estimate', 'Breakdown'] as const).map(async (name) => (await demo.button(name).boundingBox())!.y))

    expect(new Set(tops).size).toBe(1)
    demo.expectClean()
  })
})
