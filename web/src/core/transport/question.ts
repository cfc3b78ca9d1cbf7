import type { GenerateRequest } from './requests'
import { attachUrl, resumableUrl } from './response-urls'

/** The first request of a stream. */
export interface Question {
  url: string
  method: 'GET' | 'POST'
  body?: string
  /** Each request for a new version generates one; all other requests are safe to repeat. */
  isNewVersion: boolean
}

/** Requests a response. */
export function generation(url: string, payload: GenerateRequest): Question {
  return { url: resumableUrl(url), method: 'POST', body: JSON.stringify(payload), isNewVersion: payload.regenerate === true }
}

/** Requests the running response for an issue, from its start. */
export function attachment(url: string, issueId: string): Question {
  return { url: attachUrl(url, issueId), method: 'GET', isNewVersion: false }
}
