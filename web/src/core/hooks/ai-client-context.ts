'use client'

import { createContext, createElement, useContext, type ReactElement, type ReactNode } from 'react'
import type { AIClient } from '../transport/ai-client'
import { createAIClient } from '../transport/create-ai-client'

const AIClientContext = /* @__PURE__ */ createContext<AIClient>(/* @__PURE__ */ createAIClient())

export interface AIClientProviderProps {
  client: AIClient
  children?: ReactNode
}

/** Gives the components below it the client to ask with. */
export function AIClientProvider({ client, children }: AIClientProviderProps): ReactElement {
  return createElement(AIClientContext.Provider, { value: client }, children)
}

/** The client of the nearest AIClientProvider; without one, a client of the page's own origin. */
export function useAIClient(): AIClient {
  return useContext(AIClientContext)
}
