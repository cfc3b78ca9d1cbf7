import axe from 'axe-core'
import type { DemoPage } from './demo-page.js'

/** axe's findings of any impact, one line per rule. */
export async function violations({ page }: DemoPage): Promise<string[]> {
  // Evaluated instead of added as a script: the page's policy allows only its own scripts.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  // During a transition between colours, the contrast may be too low.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)))
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] })
    return violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map((node) => node.html) }))
  })
  return found.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.join(' ')}`)
}
