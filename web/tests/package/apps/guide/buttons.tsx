'use client'

import { AIActionButtonsV2 } from '@issue-ai/react/core/components/issue/ai-action-buttons-v2'

export function Buttons() {
  return (
    <AIActionButtonsV2
      issueId="123"
      onRefine={(url, payload) => ({ url, payload })}
      onEstimate={(url, payload) => ({ url, payload })}
      onBreakdown={(url, payload) => ({ url, payload })}
    />
  )
}
