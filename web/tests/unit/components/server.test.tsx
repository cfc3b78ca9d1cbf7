// @vitest-environment node
import { queryObjects } from 'node:v8'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { IssueAnswer } from '../../../src/core/hooks/issue-answer.js'
import { AIActionButtonsV2, AnswerHistory } from '../../../src/index.js'

test('a server keeps nothing of what it renders', () => {
  const before = queryObjects(IssueAnswer, { format: 'count' })

  for (let issue = 0; issue < 20; issue++) {
    const html = renderToString(
      <>
        <AIActionButtonsV2 issueId={`${issue}`} keepAlive />
        <AnswerHistory issueId={`${issue}`} />
      </>,
    )
    expect(html).toContain('Refine')
  }

  // The last ones may still be in use.
  expect(queryObjects(IssueAnswer, { format: 'count' })).toBeLessThan(before + 10)
})
