import type { GenerateRequest } from '../transport/requests'

/** A request for a response, ready to be sent. */
export interface AnswerRequest {
  url: string
  payload: GenerateRequest
}

/** What the user wants besides a response to the issue. */
export type Wish = Pick<GenerateRequest, 'regenerate' | 'instructions'>
