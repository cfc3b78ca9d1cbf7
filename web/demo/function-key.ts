// For this tab only: the user types the key, and the tab forgets it when it closes.
const place = 'issue-ai-function-key'

export function readFunctionKey(): string {
  return sessionStorage.getItem(place) ?? ''
}

export function keepFunctionKey(key: string): void {
  sessionStorage.setItem(place, key)
}
