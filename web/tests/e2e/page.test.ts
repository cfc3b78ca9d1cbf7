import { expect, test } from 'vitest'
import { connectBrowser } from './support/browser.js'

const browser = connectBrowser()

test('the language is switched, answers’ too, and kept', async () => {
  const demo = await browser.open()

  await demo.page.getByRole('radio', { name: 'VI' }).check({ force: true })
  await demo.button('Làm rõ').click()
  await demo.badge.waitFor()

  expect(await demo.badge.innerText()).toMatch(/^Độ tin cậy (cao|trung bình|thấp), \d+ phần trăm$/)
  expect(await demo.text()).toContain('Tiêu chí chấp nhận')
  await demo.page.reload()
  await demo.button('Ước lượng').waitFor()
  demo.expectClean()
})

test('the theme follows the system until it is chosen', async () => {
  const demo = await browser.open({ colorScheme: 'dark' })
  const background = () => demo.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const cardBackground = () => demo.card.evaluate((card) => getComputedStyle(card).backgroundColor)
  await demo.askAndWait('Refine')
  const dark = [await background(), await cardBackground()]

  await demo.page.getByRole('radio', { name: 'Light' }).check({ force: true })
  expect(await cardBackground()).toBe('rgb(255, 255, 255)')
  expect(await background()).not.toBe(dark[0])

  await demo.page.emulateMedia({ colorScheme: 'light' })
  await demo.page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  expect([await background(), await cardBackground()]).toEqual(dark)
  demo.expectClean()
})

test('an edited issue is asked about as it stands, and saving remembers it', async () => {
  const demo = await browser.open()
  await demo.description.fill('Passengers can’t find the marmalade dispenser on deck nine.')

  await demo.askAndWait('Refine')
  expect(await demo.text()).toContain('marmalade')

  await demo.button('Save').click()
  await demo.page.getByText('Saved', { exact: true }).waitFor()
  demo.expectClean()
})

test('a service that asks for a key is given the one that was typed', async () => {
  const demo = await browser.open()
  const keys: (string | undefined)[] = []
  await demo.page.route('**/api/ai/responses?*', async (route) => {
    const key = await route.request().headerValue('x-functions-key')
    keys.push(key ?? undefined)
    await (key === 'the-key'
      ? route.fulfill({ json: { items: [], continuation: null } })
      : route.fulfill({ status: 401, contentType: 'application/problem+json', json: { status: 401, code: 'unauthorized' } }))
  })
  await demo.page.getByRole('navigation').getByRole('button').nth(1).click()

  await demo.page.getByLabel('Function key').fill('the-key')
  await demo.button('Use key').click()
  await demo.page.getByText('No answers yet.').waitFor()

  expect(keys.at(-1)).toBe('the-key')
  expect(await demo.page.evaluate(() => JSON.stringify(localStorage))).not.toContain('the-key')
  demo.expectClean(/401/)
})
