import { useEffect, useState } from 'react'
import type { Texts } from '../../i18n/index.js'
import { Icon } from './icon.js'

const messageMs = 2000

/** Copies a text, and says for two seconds whether that went well. */
export function CopyButton({ text, texts }: { text: string; texts: Texts }) {
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null)
  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), messageMs)
    return () => clearTimeout(timer)
  }, [outcome])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      // Denied, or a page that isn't secure and has no clipboard: the button says so.
      setOutcome('copyFailed')
    }
  }

  return (
    <button type="button" className="iai-button" disabled={text === ''} onClick={() => void copy()}>
      <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
      <span aria-live="polite">{texts[outcome ?? 'copy']}</span>
    </button>
  )
}
