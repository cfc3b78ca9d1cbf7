'use client'

import { useState } from 'react'
import { useAIStream } from '@issue-ai/react/core/hooks/use-ai-stream'

export function RefineButton({ issueId }: { issueId: string }) {
  const [text, setText] = useState('')
  const [confidence, setConfidence] = useState<number | null>(null)
  const { streamAI, isStreaming, streamedText, error, abort } = useAIStream({
    onComplete: (fullText) => setText(fullText),
    onError: (failure) => console.info(failure.message),
  })

  const handleRefine = async () => {
    const result = await streamAI('/api/ai/refine', { issueId })
    setConfidence(result.confidence)
  }

  return (
    <div>
      <button onClick={() => void handleRefine()} disabled={isStreaming}>
        Refine with the hook
      </button>
      {isStreaming && <button onClick={abort}>Stop</button>}
      <div id="streamed">{streamedText}</div>
      <div id="complete">{text}</div>
      <div id="confidence">{confidence}</div>
      {error && <p>{error.message}</p>}
    </div>
  )
}
