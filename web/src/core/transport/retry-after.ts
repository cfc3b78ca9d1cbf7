/** Reads the header `Retry-After`, a number of seconds or a date; undefined if it is missing or invalid. */
export function retryAfterSeconds(header: string | null): number | undefined {
  const value = header?.trim()
  if (!value) return undefined
  if (/^\d+$/.test(value)) return Number(value)

  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}
