import { AIActionButtonsV2 } from '../../core/components/issue/ai-action-buttons-v2'
import { AIResponseCard } from '../../core/components/issue/ai-response-card'

export default function Page() {
  return (
    <>
      <AIActionButtonsV2 issueId="123" />
      <AIResponseCard title="Copied" content="From the folder." confidence={95} />
    </>
  )
}
