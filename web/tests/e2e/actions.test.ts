import { describe, expect, test } from 'vitest'
import { phone, connectBrowser } from './support/browser.js'
import { until, type Action, type DemoPage } from './support/demo-page.js'
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

test('an answer names its model, and is shown again without a new request, after a reload too', async () => {
  const demo = await browser.open()
  await demo.askAndWait('Refine')
  const { total } = await modelCalls()
  expect(await demo.card.innerText()).toMatch(/simulator-1 · [\d,]+ tokens/)
  const text = await demo.copiedText()

  await demo.askAndWait('Estimate')
  await demo.askAndWait('Refine')
  expect(await demo.copiedText()).toBe(text)
  await demo.page.reload()
  await demo.askAndWait('Refine')
  expect(await demo.copiedText()).toBe(text)

  expect((await modelCalls()).total).toBe(total + 1)
  expect(await demo.card.getByText(/has changed since/).count()).toBe(0)
  demo.expectClean()
})

test('an answer from before the issue changed is marked', async () => {
  const demo = await browser.open()
  await demo.askAndWait('Refine')

  await demo.description.fill('The Pay button is green.')

  await demo.card.getByText('The issue has changed since this answer was written.').waitFor()
  expect(await demo.button('Refine').getAttribute('aria-pressed')).toBe('true')
  demo.expectClean()
})

test('the answer begins on the screen', async () => {
  const demo = await browser.open({ ...phone, reducedMotion: 'reduce' })
  await demo.simulate('slow token=30ms')
  await demo.page.evaluate(() => scrollTo(0, 0))

  await demo.ask('Refine')
  await demo.growsBeyond(0)

  const box = (await demo.card.boundingBox())!
  expect(box.y).toBeGreaterThanOrEqual(0)
  expect(box.y).toBeLessThan(844 * 0.6)
  const stop = (await demo.button('Stop').boundingBox())!
  await demo.growsBeyond(300)
  expect((await demo.button('Stop').boundingBox())!.y).toBe(stop.y)

  // Regenerate is below the text, far from the beginning of the next version.
  await demo.button('Stop').click()
  await demo.button('Regenerate').click()
  await demo.growsBeyond(0)
  const again = (await demo.card.boundingBox())!
  expect(again.y).toBeGreaterThanOrEqual(0)
  expect(again.y).toBeLessThan(844 * 0.6)
  demo.expectClean()
})

test('a new version that is there at once begins on the screen, too', async () => {
  const demo = await browser.open({ ...phone, reducedMotion: 'reduce' })
  const long = Array.from({ length: 40 }, (_, place) => `Line ${place}.`).join('\n\n')
  await demo.script('Refine', [{ type: 'text', content: long }])
  await demo.askAndWait('Refine')

  await demo.button('Regenerate').click()
  await until(async () => expect(await demo.button('Regenerate').getAttribute('aria-disabled')).toBeNull())

  await until(async () => expect((await demo.card.boundingBox())!.y).toBeGreaterThanOrEqual(0))
  demo.expectClean(/404/)
})

test('Regenerate keeps both versions, and their changes are shown', async () => {
  const demo = await browser.open()
  await demo.askAndWait('Refine')
  const before = await demo.copiedText()

  await demo.page.getByRole('textbox', { name: 'Instructions for the next version' }).fill('shorter, please')
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
  await demo.growsBeyond(20)
  await demo.button('Stop').click()
  await demo.card.getByText('Stopped', { exact: true }).waitFor()

  await until(async () => expect((await modelCalls()).aborted).toBe(aborted + 1))
  await until(async () => expect((await demo.storedAnswers())[0]).toMatchObject({ state: 'cancelled' }))
  expect(await demo.text()).not.toBe('')
  await demo.page.locator('.iai-history').getByText('stopped').waitFor()
  demo.expectClean()
})

test('a failure is told, and trying again gets the answer', async () => {
  const demo = await browser.open()
  await demo.simulate('close-early after=5 times=1')

  await demo.ask('Refine')
  await demo.card.getByText('The model can’t be reached or stopped early.').waitFor()
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

test('a refinement is taken over into the issue, taken back, and saved', async () => {
  const demo = await browser.open()
  const before = await demo.description.inputValue()
  await demo.askAndWait('Refine')

  const refined = await demo.copiedText()
  const [title, ...rest] = refined.split('\n')
  const taken = rest.join('\n').trim()

  await demo.button('Use this text').click()
  expect(title).toContain(await demo.page.getByRole('textbox', { name: 'Title' }).inputValue())
  expect(await demo.description.inputValue()).toBe(taken)
  await demo.button('Undo').click()
  expect(await demo.description.inputValue()).toBe(before)

  await demo.button('Use this text').click()
  await demo.button('Save').click()
  await demo.page.getByText('Saved', { exact: true }).waitFor()
  await demo.page.reload()

  expect(await demo.description.inputValue()).toBe(taken)
  demo.expectClean()
})

test('a section of a refinement is edited and taken over by itself', async () => {
  const demo = await browser.open()
  const before = await demo.description.inputValue()
  await demo.script('Refine', [{ type: 'text', content: '# Better title\n\n## Context\nWhy.\n\n## Acceptance criteria\n- [ ] Pays' }])
  await demo.askAndWait('Refine')

  await demo.button('Edit or choose').click()
  for (const name of ['Title', 'Context']) await demo.card.getByRole('checkbox', { name }).uncheck()
  await demo.card.getByRole('textbox', { name: 'Acceptance criteria' }).fill('## Acceptance criteria\n- [ ] Pays at once')
  await demo.button('Use 1 section').click()

  expect(await demo.description.inputValue()).toBe(`${before}\n\n## Acceptance criteria\n- [ ] Pays at once`)
  expect(await demo.page.getByRole('textbox', { name: 'Title' }).inputValue()).not.toBe('Better title')
  // The response is the test's own, so the service refuses feedback on it.
  demo.expectClean(/404/)
})

test('the points of an estimate are set, and taken back', async () => {
  const demo = await browser.open()
  await demo.script('Estimate', [{ type: 'text', content: 'Five.' }, { type: 'result', value: { points: 5, range: [3, 8], assumptions: [] } }])
  await demo.askAndWait('Estimate')

  await demo.card.getByRole('spinbutton', { name: 'Points to set' }).fill('8')
  await demo.button('Set 8 points').click()
  await demo.page.locator('.editor').getByText('8 points').waitFor()
  await demo.button('Undo').click()

  await demo.page.locator('.editor').getByText('Not estimated').waitFor()
  // The response is the test's own, so the service refuses feedback on it.
  demo.expectClean(/404/)
})

test('subtasks are chosen, changed, put in order and created', async () => {
  const demo = await browser.open()
  const subtask = (title: string, dependsOn: number[]) => ({ title, acceptanceCriteria: ['It works'], points: 2, dependsOn })
  await demo.script('Breakdown', [
    { type: 'text', content: 'Three steps.' },
    { type: 'result', value: { subtasks: [subtask('First', []), subtask('Second', [0]), subtask('Third', [1])] } },
  ])
  await demo.askAndWait('Breakdown')

  await demo.button('Move up: Third').click()
  await demo.card.getByText('Needs 3, which comes later').waitFor()
  await demo.button('Move down: Third').click()
  await demo.card.getByRole('checkbox', { name: 'First' }).uncheck()
  await demo.button('Edit: Third').click()
  await demo.card.getByRole('textbox', { name: 'Title' }).fill('The last')
  await demo.button('Done').click()
  await demo.button('Create 2 subtasks').click()

  await demo.card.getByText(/^Created: moonharbour\/tickets#14[3-9]$/).nth(1).waitFor()
  const list = demo.page.locator('.subtasks li')
  expect((await list.allInnerTexts()).map((words) => words.replace(/\s+/g, ' '))).toEqual([
    'moonharbour/tickets#143 Second 2 points', 'moonharbour/tickets#144 The last 2 points',
  ])
  await list.nth(1).getByRole('button').click()
  expect(await demo.description.inputValue()).toBe('- [ ] It works\n\nAfter moonharbour/tickets#143.')
  // The response is the test's own, so the service refuses feedback on it.
  demo.expectClean(/404/)
})

test('the history lists every answer, and opens it in the card', async () => {
  const demo = await browser.open()
  await demo.askAndWait('Estimate')
  await demo.askAndWait('Refine')

  await until(async () => expect(await demo.history.count()).toBe(2))
  expect(await demo.history.nth(0).innerText()).toMatch(/^Refined issue · Version 1\s+now · (High|Medium|Low) confidence, \d+ percent$/)
  expect(await demo.history.nth(0).locator('time').getAttribute('title')).toMatch(/\d{4}/)
  await demo.history.nth(1).click()

  await demo.page.getByRole('article', { name: 'Estimate' }).waitFor()
  expect(await demo.page.getByRole('article').count()).toBe(1)
  demo.expectClean()
})

test('typed text survives switching issues', async () => {
  const demo = await browser.open()
  await demo.description.fill('Half a thought')

  await demo.page.getByRole('navigation').getByRole('button').nth(1).click()
  await demo.page.getByRole('navigation').getByRole('button', { name: 'moonharbour/tickets#142' }).click()
  expect(await demo.description.inputValue()).toBe('Half a thought')
  await demo.page.reload()
  expect(await demo.description.inputValue()).toBe('Half a thought')
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

test('an answer is taken over, and given back, with the keyboard alone', async () => {
  const demo = await browser.open()
  const before = await demo.description.inputValue()
  await demo.button('Refine').focus()
  await demo.page.keyboard.press('Enter')
  await demo.button('Use this text').waitFor()

  await tabTo(demo, 'Use this text')
  await demo.page.keyboard.press('Enter')
  await demo.button('Undo').waitFor()
  expect(await demo.description.inputValue()).not.toBe(before)

  await tabTo(demo, 'Undo')
  await demo.page.keyboard.press('Enter')
  await demo.button('Use this text').waitFor()
  expect(await demo.description.inputValue()).toBe(before)
  demo.expectClean()
})

describe('on a phone', () => {
  test.each([390, 320])('nothing is wider than a screen of %d', async (width) => {
    const demo = await browser.open({ ...phone, viewport: { width, height: 700 } })
    const wide = '| a | b | c | d | e | f | g | h |\n|-|-|-|-|-|-|-|-|\n| averylongwordinatable | averylongwordinatable | averylongwordinatable | x | x | x | x | x |'
    const code = '```\n' + 'a line of code that is far longer than any phone is wide '.repeat(3) + '\n```'
    await demo.script('Refine', [{ type: 'text', content: `## A title\n\n${'https://example.com/' + 'a'.repeat(200)}\n\n${wide}\n\n${code}` }])
    await demo.script('Estimate', [{ type: 'text', content: 'Five.' }, { type: 'result', value: { points: 5, range: [3, 8], assumptions: ['None.'] } }])
    await demo.script('Breakdown', [{ type: 'text', content: 'One.' }, { type: 'result', value: { subtasks: [{ title: 'A'.repeat(60), acceptanceCriteria: ['B '.repeat(40)], points: 3, dependsOn: [] }] } }])

    for (const action of ['Refine', 'Estimate', 'Breakdown'] as const) {
      await demo.askAndWait(action)
      expect(await demo.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    await demo.askAndWait('Refine')
    const table = demo.card.locator('.iai-table')
    expect(await table.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true)
    await demo.button('Edit or choose').click()
    expect(await demo.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    demo.expectClean()
  })

  test('fingers have room', async () => {
    const demo = await browser.open(phone)
    await demo.askAndWait('Refine')
    await demo.button('Regenerate').click()
    await demo.page.getByText('Version 2 of 2').waitFor()
    await demo.button('Show changes').click()

    const small = await demo.page.locator('.iai-root :is(button, select, summary, input:not([type=checkbox])), .iai-root label:has(input)').evaluateAll((all) =>
      all.filter((element) => (element as HTMLElement).offsetParent !== null).flatMap((element) => {
        const { width, height } = element.getBoundingClientRect()
        return Math.min(width, height) < 44 ? [`${element.outerHTML.slice(0, 80)} ${width}×${height}`] : []
      }))

    expect(small).toEqual([])
    demo.expectClean()
  })

  test('the three buttons stand in one row', async () => {
    const demo = await browser.open(phone)

    const tops = await Promise.all((['Refine', 'Estimate', 'Breakdown'] as const).map(async (name) => (await demo.button(name).boundingBox())!.y))

    expect(new Set(tops).size).toBe(1)
    demo.expectClean()
  })
})

// Moves the focus forward to a button; once round the page at most.
async function tabTo(demo: DemoPage, name: string): Promise<void> {
  const focused = () => demo.page.evaluate(() => document.activeElement?.textContent)
  for (let presses = 0; presses < 60 && (await focused()) !== name; presses++) await demo.page.keyboard.press('Tab')
  expect(await focused()).toBe(name)
}
