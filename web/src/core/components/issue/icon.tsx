const paths = {
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  again: 'M13 8a5 5 0 1 1-1.5-3.5M13 2v3h-3',
  stop: 'M4 4h8v8H4z',
  up: 'M5 7.5 7.5 2c1 0 1.6.7 1.4 1.7L8.5 6H13l-1 7H5zM5 7.5H2.5V13H5',
  down: 'M11 8.5 8.5 14c-1 0-1.6-.7-1.4-1.7L7.5 10H3l1-7h7zM11 8.5h2.500V3H11',
  previous: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
  raise: 'M8 13V3M4 7l4-4 4 4',
  lower: 'M8 3v10M4 9l4 4 4-4',
  edit: 'M3 13h2.500L13 5.500 10.500 3 3 10.500zM9 4.500 11.500 7',
  undo: 'M3 6h6.500a3.500 3.500 0 0 1 0 7H6M6 3 3 6l3 3',
  warning: 'M8 2 1.500 13.500h13zM8 6.500v3.500M8 11.800v.2',
} as const

export type IconName = keyof typeof paths

// Icons that follow the reading direction.
const directed: ReadonlySet<IconName> = /* @__PURE__ */ new Set<IconName>(['previous', 'next', 'undo', 'again'])

/** A small icon next to or instead of a word, hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="iai-icon" data-directed={directed.has(name) || undefined} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[name]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  )
}
