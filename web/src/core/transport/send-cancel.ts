import { withHeaders } from './headers'
import { responseUrls } from './response-urls'
import type { StreamOptions } from './stream-options'

/**
 * Cancels a response on the service, with a request that outlives the page.
 * @param url The action's address.
 */
export async function sendCancel(fetch: typeof globalThis.fetch, url: string, id: string, headers: StreamOptions['headers']): Promise<void> {
  try {
    const answer = await fetch(responseUrls(url).cancel(id), { method: 'POST', keepalive: true, headers: await withHeaders(headers) })
    await answer.body?.cancel()
  } catch {
    // Without a connection the request fails. The service then stops the response itself when no reader comes back.
  }
}
