import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { ConfidenceBadge } from '../../../src/core/components/issue/confidence-badge.js'
import { textsFor } from '../../../src/core/i18n/index.js'
import type { Confidence } from '../../../src/index.js'

function show(confidence: number | Confidence | null | undefined, locale = 'en') {
  render(<ConfidenceBadge confidence={confidence} texts={textsFor(locale)} locale={locale} />)
  return screen.getByRole('button')
}

test.each([
  [100, 'high', 'High confidence, 100 percent'],
  [95, 'high', 'High confidence, 95 percent'],
  [90.4, 'high', 'High confidence, 90.4 percent'],
  [90, 'medium', 'Medium confidence, 90 percent'],
  [80, 'medium', 'Medium confidence, 80 percent'],
  [70, 'medium', 'Medium confidence, 70 percent'],
  [69, 'low', 'Low confidence, 69 percent'],
  [50, 'low', 'Low confidence, 50 percent'],
  [0, 'low', 'Low confidence, 0 percent'],
])('%d is %s, in number and word', (value, level, words) => {
  const badge = show(value)

  expect(badge).toHaveAttribute('data-confidence', level)
  expect(badge).toHaveTextContent(words)
})

test.each([null, undefined, Number.NaN, -1, 101])('%s is not available, and no number is made up', (value) => {
  const badge = show(value)

  expect(badge).toHaveAttribute('data-confidence', 'unavailable')
  expect(badge).toHaveTextContent('Confidence not available')
  expect(badge.textContent).not.toMatch(/\d/)
})

test('the tip says where the number comes from, on hover and focus, until Escape', async () => {
  const user = userEvent.setup()
  const badge = show({ value: 88, level: 'medium', method: 'logprobs', calibrated: false })
  const tip = document.querySelector('[role=tooltip]')!
  expect(tip).not.toBeVisible()

  await user.tab()
  expect(badge).toHaveFocus()
  expect(tip).toBeVisible()
  expect(badge).toHaveAccessibleDescription(/while it wrote them.*not enough ratings/)

  await user.keyboard('{Escape}')
  expect(tip).not.toBeVisible()

  await user.hover(badge)
  expect(tip).toBeVisible()
})

test('says it in Vietnamese', () => {
  expect(show(90.5, 'vi')).toHaveTextContent('Độ tin cậy cao, 90,5 phần trăm')
})
