// Hidden pages draw no frames, and what waits for one must not wait for ever.
const LONGEST_WAIT_MS = 250

/** Calls back once, before the page is next drawn. Gives what calls it off. */
export function onNextFrame(callback: () => void): () => void {
  const callOff = (): void => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
  }
  const call = (): void => {
    callOff()
    callback()
  }
  const timer = setTimeout(call, LONGEST_WAIT_MS)
  const frame = requestAnimationFrame(call)
  return callOff
}
