// Hidden pages draw no frames, but callbacks must not wait forever.
const LONGEST_WAIT_MS = 250

/** Calls back once, before the page is next drawn. Returns a function that cancels this. */
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
