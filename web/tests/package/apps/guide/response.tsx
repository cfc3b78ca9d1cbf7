'use client'

import { useState } from 'react'
import { AIResponseCard } from '@issue-ai/react/core/components/issue/ai-response-card'

export function Response() {
  const [isRegenerating, setIsRegenerating] = useState(false)
  const handleRegenerate = () => setIsRegenerating(true)
  return (
    <AIResponseCard
      title="Refined Issue"
      content="## A clear title"
      confidence={95}
      onRegenerate={() => handleRegenerate()}
      isRegenerating={isRegenerating}
    />
  )
}
