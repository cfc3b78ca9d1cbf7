import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { VersionDiff } from '../../../src/index.js'

/** The shown text, with `[-deleted-]` and `{+new+}`, one line per block. */
function diff(before: string, after: string): string[] {
  const { container } = render(<VersionDiff before={before} after={after} />)
  for (const element of container.querySelectorAll('ins')) element.replaceWith(`{+${element.textContent.trim()}+}`)
  for (const element of container.querySelectorAll('del')) element.replaceWith(`[-${element.textContent.trim()}-]`)
  return [...container.querySelectorAll('.iai-diff > *, .iai-diff')].length === 0 ? [] : container.innerHTML
    .replace(/<\/(p|li|h\d|tr)>|(?<=\+\}|-\])(?=<div|$)/g, '\n').replace(/<[^>]*>/g, '').split('\n').map((line) => line.trim()).filter(Boolean)
}

test.each<[string, string, string, string[]]>([
  ['words', 'The **Pay** button fails today.', 'The **Pay** button does nothing today.', ['The Pay button [-fails-] {+does nothing+} today.']],
  ['Arabic words', 'منذ يوم الثلاثاء لا يعمل', 'منذ يوم الأربعاء لا يعمل', ['منذ يوم [-الثلاثاء-] {+الأربعاء+} لا يعمل']],
  ['Vietnamese words', 'Nút không chạy.', 'Nút đã chạy.', ['Nút [-không-] {+đã+} chạy.']],
  ['a script without spaces', '按钮今天坏了。', '按钮昨天坏了。', ['按钮[-今-] {+昨+}天坏了。']],
  ['words in emphasis', 'A **red** word.', 'A **blue** word.', ['A [-red-] {+blue+} word.']],
  ['a new block', 'One.', 'One.\n\nTwo things.', ['One.', '{+Two things.+}']],
  ['a block that is gone', 'One.\n\nTwo things.', 'One.', ['One.', '[-Two things.-]']],
  ['a heading', '## Old title\n\nText.', '## New title\n\nText.', ['[-Old-] {+New+} title', 'Text.']],
  ['an item that is gone', '- one thing\n- two things\n- three things', '- one thing\n- three things', ['one thing', '[-two things-]', 'three things']],
  ['a new item', '- one thing\n- three things', '- one thing\n- two things\n- three things', ['one thing', '{+two things+}', 'three things']],
  ['only Markdown', 'A *word*.', 'A **word**.', ['A word.']],
])('shows the changes: %s', (_, before, after, expected) => {
  expect(diff(before, after).map((line) => line.replace(/(-\])(?=\{)/g, '$1 '))).toEqual(expected)
})

test('puts nothing right into a list or a table', () => {
  const { container } = render(
    <VersionDiff before={'| a | b |\n|-|-|\n| one | two |\n| three | four |\n\n- x\n- y z\n- w'} after={'| a | b |\n|-|-|\n| three | five |\n\n- x\n- w'} />,
  )

  const misplaced = [...container.querySelectorAll('ul > *, ol > *, table > *, thead > *, tbody > *, tr > *')].filter((element) => !/^(LI|THEAD|TBODY|TR|TH|TD)$/.test(element.tagName))
  expect(misplaced).toEqual([])
})
