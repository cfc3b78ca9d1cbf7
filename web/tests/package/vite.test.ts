import { join } from 'node:path'
import { build, preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectBrowser, coloursOf, DARK, LIGHT, SCHEMES } from './support/page.js'
import { apps, web } from './support/packed.js'

const open = connectBrowser()
const root = join(apps, 'vite')

// React 18 is installed next to the tests, since web itself can have only one version.
const older = join(web, 'tests', 'older', 'node_modules')
const react18 = { react: join(older, 'react'), 'react-dom': join(older, 'react-dom') }

describe.each([
  ['19', {}],
  ['18', react18],
])('a default Vite build with React %s', (major, alias) => {
  let server: PreviewServer | undefined
  let url: string

  beforeAll(async () => {
    const outDir = join(root, `dist-${major}`)
    await build({ root, configFile: false, logLevel: 'silent', resolve: { alias }, build: { outDir } })
    server = await preview({ root, configFile: false, logLevel: 'silent', build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
    url = server.resolvedUrls!.local[0]!
  })
  afterAll(() => server?.close())

  it.each(SCHEMES)('has its colours where the system is %s', async (colorScheme) => {
    const { page } = await open(url, { colorScheme })
    expect(await page.locator('#react').innerText()).toMatch(new RegExp(`^${major}\\.`))

    expect(await coloursOf(page, 'article.iai-card >> nth=0')).toEqual(colorScheme === 'light' ? LIGHT : DARK)
    expect((await coloursOf(page, '[data-confidence=high]')).background).toBe(colorScheme === 'light' ? 'rgb(225, 245, 231)' : 'rgb(20, 53, 31)')
  })

  it.each(SCHEMES)('takes a theme from around, where the system is %s', async (colorScheme) => {
    const { page } = await open(url, { colorScheme })

    expect(await coloursOf(page, '.dark .iai-card')).toEqual(DARK)
    expect(await coloursOf(page, '[data-theme=light] .iai-card')).toEqual(LIGHT)
    await page.evaluate(() => document.documentElement.classList.add('dark'))
    expect(await coloursOf(page, 'article.iai-card >> nth=0')).toEqual(DARK)
  })

  it('runs the guide’s code', async () => {
    const { page, complaints } = await open(url)

    await page.getByRole('button', { name: 'Refine with the hook' }).click()
    await page.locator('#confidence', { hasText: '95' }).waitFor()
    expect(await page.locator('#complete').innerText()).toBe('The whole text.')
    expect(await page.locator('#streamed').innerText()).toBe('The whole text.')

    const card = page.getByRole('article', { name: 'Refined Issue' })
    expect(await card.getByText('High confidence, 95 percent').count()).toBe(1)
    await card.getByRole('button', { name: 'Regenerate' }).click()
    expect(await card.getAttribute('aria-busy')).toBe('true')

    await page.getByRole('button', { name: 'Estimate', exact: true }).click()
    await page.getByRole('article', { name: 'Estimate' }).getByText('The whole text.').waitFor()
    expect(complaints).toEqual([])
  })
})
