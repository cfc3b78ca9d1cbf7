import type { Frame } from './frames'

const KNOWN = new Set<string>(['text', 'result', 'confidence', 'metadata', 'error', 'retract', 'reconnect'] satisfies Frame['type'][])

/**
 * Reads an event's data; null for an unknown type.
 * @throws if it isn't a frame, for example because a proxy damaged it.
 */
export function parseFrame(data: string): Frame | null {
  const json: unknown = JSON.parse(data)
  if (typeof json !== 'object' || json === null || !('type' in json) || typeof json.type !== 'string') throw new SyntaxError('Not a frame.')
  return KNOWN.has(json.type) ? (json as Frame) : null
}
