/** Waits for a promise that may ignore the signal, and throws the signal's reason as soon as that is aborted. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: () => void = () => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(reasonOf(signal))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } catch (failure) {
    // Code that uses the signal may fail first, and not always with the signal's reason.
    throw signal.aborted ? reasonOf(signal) : failure
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason as Error
}
