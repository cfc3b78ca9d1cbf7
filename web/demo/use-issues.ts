import { useState } from 'react'
import { invented, type DemoIssue } from './issues.js'

const place = 'issue-ai-demo-issues'

/** The tracker's issues; what was saved stays in this browser. */
export function useIssues() {
  const [issues, setIssues] = useState<DemoIssue[]>(read)

  function save(changed: DemoIssue) {
    const all = issues.map((issue) => (issue.id === changed.id ? changed : issue))
    setIssues(all)
    localStorage.setItem(place, JSON.stringify(all))
  }

  return { issues, save }
}

function read(): DemoIssue[] {
  const saved = JSON.parse(localStorage.getItem(place) ?? '[]') as DemoIssue[]
  return invented.map((issue) => saved.find((one) => one.id === issue.id) ?? issue)
}
