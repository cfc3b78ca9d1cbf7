'use client'

import { createContext, createElement, useContext, type ReactElement, type ReactNode } from 'react'
import type { AIClient } from '../transport/ai-client'
import { createAIClient } from '../transport/create-ai-client'

const AIClientContext = /* @__PURE__ */ createContext<AIClient>(/* @__PURE__ */ createAIClient())

export interface AIClientProviderProps {
  client: AIClient
  children?: ReactNode
}

/** Provides the client for the components inside. */
export function AIClientProvider({ client, children }: AIClientProviderProps): ReactElement {
  return createElement(AIClientContext.Provider, { value: client }, children)
}

/** The client of the nearest AIClientProvider; without one, a client of the page's origin. */
export function useAIClient(): AIClient {
  return useContext(AIClientContext)
}
