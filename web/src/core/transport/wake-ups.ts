/** `visible`: the page is visible again. `online`: the network is back, and connections over the old one are dead. */
export type WakeUp = 'visible' | 'online'

/** Signals that a page returns from a state in which its connections may have died unnoticed. Outside a browser it never does. */
export function onWakeUp(listener: (wakeUp: WakeUp) => void): () => void {
  const page = typeof document === 'undefined' ? undefined : document
  const network = typeof window === 'undefined' ? undefined : window
  const seen = () => {
    if (page?.visibilityState === 'visible') listener('visible')
  }
  const online = () => listener('online')

  page?.addEventListener('visibilitychange', seen)
  network?.addEventListener('online', online)
  return () => {
    page?.removeEventListener('visibilitychange', seen)
    network?.removeEventListener('online', online)
  }
}

/** Whether the browser reports that there is no network. It may be wrong: loopback works without one. */
export function isOffline(): boolean {
  return typeof navigator !== 'undefined' && navigator.onLine === false
}
