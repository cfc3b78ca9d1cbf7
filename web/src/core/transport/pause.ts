import { untilAborted } from './aborts'

/**
 * Waits until the time is over or `cutShort` ends the wait.
 * @param cutShort Receives a function that ends the wait, and returns a cleanup function.
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
