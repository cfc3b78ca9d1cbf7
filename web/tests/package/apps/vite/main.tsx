import { createRoot } from 'react-dom/client'
import { version } from 'react'
import { AIResponseCard } from '@issue-ai/react'
import '@issue-ai/react/styles.css'
import { Buttons } from './guide/buttons'
import { RefineButton } from './guide/refine-button'
import { Response } from './guide/response'

createRoot(document.getElementById('root')!).render(
  <main>
    <p id="react">{version}</p>
    <RefineButton issueId="123" />
    <Response />
    <Buttons />
    <div className="dark">
      <AIResponseCard title="In a dark part" content="Dark." confidence={80} />
    </div>
    <div data-theme="light">
      <AIResponseCard title="In a light part" content="Light." confidence={50} />
    </div>
  </main>,
)
