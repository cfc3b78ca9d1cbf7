'use client'

import { useAIStream, type RefineResult } from '@issue-ai/react'

export function Refine({ issueId }: { issueId: string }) {
  const { streamAI, isStreaming, streamedText, error, abort } = useAIStream<RefineResult>()
  return (
    <>
      <button disabled={isStreaming} onClick={() => void streamAI('/api/ai/refine', { issueId })}>
        Refine
      </button>
      {isStreaming && <button onClick={abort}>Stop</button>}
      <p>{streamedText}</p>
      {error && <p role="alert">{error.message}</p>}
    </>
  )
}
