import { untilAborted } from './aborts'

/**
 * Waits, until the time is over or `cutShort` says so.
 * @param cutShort Is given what ends the wait early, and gives what to call after the wait.
 */
export async function pause(delayMs: number, signal: AbortSignal, cutShort?: (end: () => void) => () => void): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let release: (() => void) | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delayMs)
    release = cutShort?.(resolve)
  })
  try {
    await untilAborted(over, signal)
  } finally {
    clearTimeout(timer)
    release?.()
  }
}
