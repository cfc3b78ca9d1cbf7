'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { StoredResponse } from '../transport/stored-response'
import { useAIClient } from './ai-client-context'
import { issueAnswers } from './issue-answers'

/** The action whose response is shown for an issue, and a function to show another. */
export function useShownAction(issueId: string): [action: string | null, show: (action: string | null) => void] {
  const answers = issueAnswers(useAIClient())
  const read = () => answers.shownAction(issueId)
  const shown = useSyncExternalStore(answers.subscribe, read, read)
  const show = useCallback((action: string | null) => answers.showAction(issueId, action), [answers, issueId])
  return [shown, show]
}

/** Returns a function that opens a response of the history in the card of its issue's AIActionButtonsV2. */
export function useShowResponse(): (response: StoredResponse) => void {
  const answers = issueAnswers(useAIClient())
  return useCallback((response) => answers.show(response), [answers])
}
