// Takes screenshots of the demo page in its states, for review and for docs/images:
//   ISSUE_AI_URL=http://localhost:7071 node scripts/screenshots.mjs ../docs/images demo-desktop demo-dark demo-phone demo-breakdown
// Without names it takes all of them. CHROME_PATH selects Chromium; the default is Debian's.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const [folder = 'dist/screenshots', ...names] = process.argv.slice(2)
const service = process.env['ISSUE_AI_URL'] ?? 'http://localhost:7071'
const issue = 'moonharbour/tickets#142'
const desktop = { viewport: { width: 1280, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const refined = (changes = {}) => {
  const { context = 'Since Tuesday the **Pay** button does nothing', voucher = 'a voucher' } = changes
  return `# Checkout fails for carts with a voucher since release 4.2

## Context
${context} for carts with a voucher. The console says \`TypeError: total is undefined\`. It began with release 4.2, which rounds totals to whole shells.

## Steps to reproduce
1. Put anything into the cart.
2. Add ${voucher}.
3. Press Pay.

Expected: the payment begins. Actual: nothing happens.[^1]

## Acceptance criteria
- [ ] Pay begins a payment for a cart with a voucher
- [x] Carts without a voucher still pay

| browser | version | fails |
|---|---|---|
| Chrome | 131 | yes |
| Safari | 18 | yes |

[^1]: Reported about 15 times per day.`
}
const later = refined({ context: 'For carts with a voucher the **Pay** button has been dead since Tuesday', voucher: 'a voucher of any value' })

const vietnamese = `# Thanh toán lỗi khi giỏ hàng có phiếu giảm giá

## Bối cảnh
Từ thứ Ba, nút **Thanh toán** không hoạt động với giỏ hàng có phiếu giảm giá.

## Tiêu chí nghiệm thu
- [ ] Thanh toán được giỏ hàng có phiếu giảm giá
- [x] Giỏ hàng không có phiếu vẫn thanh toán được`

const arabic = `# يفشل الدفع عند استخدام قسيمة

## السياق
منذ يوم الثلاثاء لا يعمل زر **الدفع** في السلال التي تحتوي على قسيمة. تظهر وحدة التحكم \`TypeError: total is undefined\`.[^1]

## معايير القبول
- [ ] يبدأ الدفع لسلة تحتوي على قسيمة
- [x] السلال بلا قسيمة تُدفع كما كانت

> لا تغيّر طريقة التقريب.

[^1]: نحو ١٥ بلاغًا يوميًا.`

const estimate = { points: 5, range: [3, 8], assumptions: ['The vouchers’ service stays as it is.', 'Rounding changes in one place.'] }
const subtask = (title, points, criterion, dependsOn) => ({ title, points, acceptanceCriteria: [criterion], dependsOn })
const breakdown = {
  subtasks: [
    subtask('Find where the total is lost', 2, 'The cause is written down', []),
    subtask('Pay with a voucher', 3, 'Pay begins a payment', [0]),
    subtask('Show an error where the total is missing', 1, 'The button says why it is off', [0]),
  ],
}

const text = (content) => ({ type: 'text', content })
const result = (value) => ({ type: 'result', value })
const confidence = (value) => ({ type: 'confidence', value, level: 'high', method: 'logprobs', calibrated: true })

/** @type {Record<string, { context: object, take: (demo: Demo) => Promise<void> }>} */
const pictures = {
  'demo-desktop': {
    context: desktop,
    async take(demo) {
      await demo.answers('refine', [text(refined()), confidence(88)])
      await demo.ask('Refine')
    },
  },
  'demo-dark': {
    context: { ...desktop, colorScheme: 'dark' },
    async take(demo) {
      await demo.twoVersions()
      await demo.press('Show changes')
    },
  },
  'demo-phone': { context: phone, take: (demo) => demo.twoVersions() },
  'demo-breakdown': {
    context: desktop,
    async take(demo) {
      await demo.answers('breakdown', [text('Three steps.'), result(breakdown), confidence(95)])
      await demo.ask('Breakdown')
      await demo.press('Move up: Show an error where the total is missing')
      await demo.press('Move up: Show an error where the total is missing')
      await demo.press('Edit: Find where the total is lost')
    },
  },
  small: {
    context: { ...phone, viewport: { width: 320, height: 640 } },
    async take(demo) {
      await demo.twoVersions()
      await demo.press('Show changes')
    },
  },
  'small-foot': {
    context: { ...phone, viewport: { width: 320, height: 900 } },
    async take(demo) {
      await demo.twoVersions()
      await demo.page.locator('.iai-card-foot').scrollIntoViewIfNeeded()
      await demo.page.locator('.iai-metadata').scrollIntoViewIfNeeded()
    },
  },
  'small-breakdown': {
    context: { ...phone, viewport: { width: 320, height: 900 } },
    take: (demo) => pictures['demo-breakdown'].take(demo),
  },
  'edit-or-choose': {
    context: desktop,
    async take(demo) {
      await demo.answers('refine', [text(refined()), confidence(88)])
      await demo.ask('Refine')
      await demo.press('Edit or choose')
      await demo.page.locator('.iai-editor').scrollIntoViewIfNeeded()
    },
  },
  taken: {
    context: desktop,
    async take(demo) {
      await demo.answers('refine', [text('# Short\n\nA short answer.'), confidence(60)])
      await demo.ask('Refine')
      await demo.press('Use this text')
      await demo.page.locator('.iai-taken').scrollIntoViewIfNeeded()
    },
  },
  estimate: {
    context: desktop,
    async take(demo) {
      await demo.answers('estimate', [text('## Estimate: **5 points** (range 3–8)\n\nThe cause is known.'), result(estimate), confidence(75)])
      await demo.ask('Estimate')
    },
  },
  'forced-colours': {
    context: { ...desktop, forcedColors: 'active' },
    async take(demo) {
      await demo.twoVersions()
      await demo.press('Show changes')
    },
  },
  vietnamese: {
    context: phone,
    async take(demo) {
      await demo.page.getByRole('radio', { name: 'VI' }).check({ force: true })
      await demo.answers('refine', [text(vietnamese), confidence(93)], { finishReason: 'length' })
      await demo.ask('Làm rõ')
    },
  },
  arabic: {
    context: { ...phone, locale: 'ar' },
    async take(demo) {
      await demo.page.evaluate(() => (document.documentElement.dir = 'rtl'))
      await demo.answers('refine', [text(arabic), confidence(93)])
      await demo.ask('Refine')
      await demo.answers('refine', [text(arabic.replace('الثلاثاء', 'الأربعاء')), confidence(93)])
      await demo.press('Regenerate')
      await demo.page.getByText('Version 2 of 2').waitFor()
      await demo.press('Show changes')
    },
  },
  streaming: {
    context: desktop,
    async take(demo) {
      await demo.simulate('slow token=100ms')
      await demo.ask('Breakdown', false)
      await demo.page.locator('.iai-subtask').nth(1).waitFor()
    },
  },
  error: {
    context: phone,
    async take(demo) {
      await demo.simulate('close-early after=12')
      await demo.ask('Refine', false)
      await demo.page.locator('.iai-failure').waitFor()
    },
  },
  history: {
    context: desktop,
    async take(demo) {
      await demo.ask('Estimate')
      await demo.ask('Refine')
      await demo.page.getByRole('textbox', { name: 'Instructions for the next version' }).fill('shorter, for a junior developer')
      await demo.press('Regenerate')
      await demo.page.getByText('Version 2 of 2').waitFor()
      await demo.page.locator('.iai-entry').nth(2).waitFor()
      await demo.page.locator('.iai-history').scrollIntoViewIfNeeded()
    },
  },
}

/** The demo page, with constant responses. */
class Demo {
  #made = 0

  constructor(page) {
    this.page = page
  }

  /** Makes the service answer an action with these frames. */
  async answers(action, frames, more = {}) {
    const responseId = `${++this.#made}`.padStart(32, '0')
    const metadata = { responseId, model: 'gpt-4o', tokens: 412, timestamp: new Date(Date.now() + this.#made).toISOString(), finishReason: 'stop', cached: false, durationMs: 1830, ...more }
    const all = [...frames, { type: 'metadata', value: metadata }]
    const body = all.map((frame, place) => `id: ${place + 1}\ndata: ${JSON.stringify(frame)}\n\n`).join('')
    await this.page.route(`**/api/ai/${action}?*`, (route) => route.fulfill({ headers: { 'Content-Type': 'text/event-stream', 'X-Response-Id': responseId }, body }))
    await this.page.route(`**/api/ai/responses/${responseId}/feedback*`, (route) => route.fulfill({ status: 204 }))
  }

  async twoVersions() {
    await this.answers('refine', [text(refined()), confidence(88)])
    await this.ask('Refine')
    await this.answers('refine', [text(later), confidence(93)])
    await this.press('Regenerate')
    await this.page.getByText('Version 2 of 2').waitFor()
  }

  async simulate(directive) {
    const description = this.page.getByRole('textbox', { name: 'Description' })
    await description.fill(`${await description.inputValue()}\n\n<!-- simulate: ${directive} -->`)
  }

  async ask(name, waits = true) {
    await this.press(name)
    if (waits) await this.page.locator('[data-confidence]').waitFor()
  }

  async press(name) {
    await this.page.getByRole('button', { name, exact: true }).click()
  }
}

await mkdir(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  for (const name of names.length > 0 ? names : Object.keys(pictures)) {
    const { context, take } = pictures[name]
    await fetch(`${service}/api/issues?issueId=${encodeURIComponent(issue)}`, { method: 'DELETE' })
    const profile = await browser.newContext({ colorScheme: 'light', reducedMotion: 'reduce', ...context })
    const page = await profile.newPage()
    await page.goto(service)
    await page.getByRole('navigation').getByRole('button', { name: issue }).click()
    await take(new Demo(page))
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(folder, `${name}.png`) })
    const { scrollWidth, clientWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth }))
    if (scrollWidth > clientWidth) console.warn(`${name}: ${scrollWidth} wide on a screen of ${clientWidth}`)
    await profile.close()
  }
} finally {
  await browser.close()
}
