import { useAIStream } from '@issue-ai/react'

console.log(useAIStream)
