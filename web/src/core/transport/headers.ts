import type { HeadersSource } from './stream-options.js'

/** The caller's headers, and those of this request, which win. */
export async function withHeaders(source: HeadersSource | undefined, own: Record<string, string> = {}): Promise<Headers> {
  const headers = new Headers(typeof source === 'function' ? await source() : source)
  for (const [name, value] of Object.entries(own)) headers.set(name, value)
  return headers
}
