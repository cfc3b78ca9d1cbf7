// For this tab only: the key is typed by whoever has it, and forgotten with the tab.
const place = 'issue-ai-function-key'

export function readFunctionKey(): string {
  return sessionStorage.getItem(place) ?? ''
}

export function keepFunctionKey(key: string): void {
  sessionStorage.setItem(place, key)
}
