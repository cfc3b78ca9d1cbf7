import { useState } from 'react'
import type { DemoTexts } from './demo-texts.js'
import { keepFunctionKey } from './function-key.js'

export function FunctionKeyForm({ onKept, texts }: { onKept: () => void; texts: DemoTexts }) {
  const [key, setKey] = useState('')
  return (
    <form
      className="banner"
      onSubmit={(event) => {
        event.preventDefault()
        keepFunctionKey(key)
        onKept()
      }}
    >
      <p>{texts.keyWanted}</p>
      <label>
        {texts.key} <input type="password" autoComplete="off" value={key} onChange={(event) => setKey(event.target.value)} />
      </label>
      <button type="submit" className="button" disabled={key === ''}>
        {texts.useKey}
      </button>
    </form>
  )
}
