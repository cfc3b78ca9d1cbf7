import type { HeadersSource } from './stream-options'

/** The caller's headers, and those of this request, which take precedence. */
export async function withHeaders(source: HeadersSource | undefined, own: Record<string, string> = {}): Promise<Headers> {
  const headers = new Headers(typeof source === 'function' ? await source() : source)
  for (const [name, value] of Object.entries(own)) headers.set(name, value)
  return headers
}

/** A response's header; null if it has none. A replacement of `fetch` in an application's tests may have no headers at all. */
export function headerOf(response: Response, name: string): string | null {
  const headers = response.headers as Headers | undefined
  return headers?.get(name) ?? null
}
