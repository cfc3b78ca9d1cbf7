import { AIStreamError } from './ai-stream-error'
import { headerOf } from './headers'
import { retryAfterSeconds } from './retry-after'

const PASSING = new Set([408, 425, 429, 500, 502, 503, 504])

/** Reads an error response: RFC 9457's problem+json, or a proxy's replacement. */
export async function readProblem(response: Response): Promise<AIStreamError> {
  const problem = await readJson(response)
  const { status } = response
  return new AIStreamError(
    textOf(problem['detail']) ?? textOf(problem['title']) ?? `The service answered ${status} ${response.statusText}`.trim(),
    {
      code: textOf(problem['code']) ?? `http_${status}`,
      retryable: PASSING.has(status),
      retryAfterSeconds: retryAfterSeconds(headerOf(response, 'Retry-After')),
      status,
      errors: problem['errors'] as Record<string, string[]> | undefined,
    },
  )
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    const json: unknown = await response.json()
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}
  } catch {
    // A proxy's page or a truncated body: the status is sufficient.
    return {}
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
