import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AIClientProvider, createAIClient } from '../src/index.js'
import '../src/core/styles/issue-ai.css'
import { App } from './app.js'
import './demo.css'
import { readFunctionKey } from './function-key.js'

interface Config {
  /** The API's address; empty: the page's origin. A deployment with a separate API provides this file. */
  apiBase: string
}

const config = (await (await fetch('./config.json')).json()) as Config
const client = createAIClient({ baseUrl: config.apiBase, headers: () => functionKeyHeader(readFunctionKey()) })

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <AIClientProvider client={client}>
      <App />
    </AIClientProvider>
  </StrictMode>,
)

function functionKeyHeader(key: string): Record<string, string> {
  return key ? { 'x-functions-key': key } : {}
}
