import type { GenerateRequest } from './requests'
import { attachUrl, resumableUrl } from './response-urls'

/** The request that a stream begins with. */
export interface Question {
  url: string
  method: 'GET' | 'POST'
  body?: string
  /** A new version is made once for each time it is asked for; anything else may be asked again without harm. */
  isNewVersion: boolean
}

/** Asks for an answer. */
export function generation(url: string, payload: GenerateRequest): Question {
  return { url: resumableUrl(url), method: 'POST', body: JSON.stringify(payload), isNewVersion: payload.regenerate === true }
}

/** Asks for the answer that is being written for an issue already, from its start. */
export function attachment(url: string, issueId: string): Question {
  return { url: attachUrl(url, issueId), method: 'GET', isNewVersion: false }
}
