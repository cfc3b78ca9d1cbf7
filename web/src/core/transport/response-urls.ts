/** The addresses of one response, derived from the request's address, which may be relative and have its own query. */
export interface ResponseUrls {
  /** The address for the events after `after`. */
  resume(responseId: string, after: number): string
  cancel(responseId: string): string
}

/** Requests event numbers: without them a lost connection loses the response. */
export function resumableUrl(url: string): string {
  const { path, query } = split(url)
  return join(path, [...query, 'resumable=true'])
}

/** The address that follows an issue's running response: `…/ai/refine/stream?issueId=…`. */
export function attachUrl(url: string, issueId: string): string {
  const { path, query } = split(url)
  return join(`${path.replace(/\/+$/, '')}/stream`, [...query, `issueId=${encodeURIComponent(issueId)}`, 'resumable=true'])
}

/** The responses of `…/ai/refine` are at `…/ai/responses/{id}`. The rest of the query, such as a function key, is kept. */
export function responseUrls(url: string): ResponseUrls {
  const { path, query } = split(url)
  const responses = `${path.replace(/\/+$/, '').replace(/[^/]*$/, '')}responses/`
  return {
    resume: (id, after) => join(responses + encodeURIComponent(id), [...query, 'stream=true', `starting_after=${after}`]),
    cancel: (id) => join(`${responses}${encodeURIComponent(id)}/cancel`, query),
  }
}

const OWN = new Set(['resumable', 'stream', 'starting_after', 'issueId'])

function split(url: string): { path: string; query: string[] } {
  const [address = ''] = url.split('#', 1)
  const mark = address.indexOf('?')
  const path = mark < 0 ? address : address.slice(0, mark)
  const query = mark < 0 ? [] : address.slice(mark + 1).split('&')
  return { path, query: query.filter((pair) => pair !== '' && !OWN.has(pair.split('=', 1)[0] ?? '')) }
}

function join(path: string, query: string[]): string {
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}
