'use client'

import { useEffect, useState } from 'react'
import type { Texts } from '../../i18n/texts'
import { useAnnounce } from './announcer'
import { Button } from './button'

const messageMs = 2000

/** Copies a text, and shows for two seconds whether that succeeded. */
export function CopyButton({ text, texts }: { text: string; texts: Texts }) {
  const announce = useAnnounce()
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null)
  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), messageMs)
    return () => clearTimeout(timer)
  }, [outcome])

  function tell(what: 'copied' | 'copyFailed') {
    setOutcome(what)
    announce(texts[what])
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      tell('copied')
    } catch {
      // Permission was denied, or an insecure page has no clipboard: the button reports the failure.
      tell('copyFailed')
    }
  }

  return (
    <Button icon={outcome === 'copied' ? 'check' : 'copy'} isOff={text === ''} onClick={() => void copy()}>
      {texts[outcome ?? 'copy']}
    </Button>
  )
}
