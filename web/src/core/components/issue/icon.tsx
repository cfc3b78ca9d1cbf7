const paths = {
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  again: 'M13 8a5 5 0 1 1-1.5-3.5M13 2v3h-3',
  stop: 'M4 4h8v8H4z',
  up: 'M5 7.5 7.5 2c1 0 1.6.7 1.4 1.7L8.5 6H13l-1 7H5zM5 7.5H2.5V13H5',
  down: 'M11 8.5 8.5 14c-1 0-1.6-.7-1.4-1.7L7.5 10H3l1-7h7zM11 8.5h2.500V3H11',
  previous: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
} as const

/** A small picture beside or in place of a word; it says nothing to a screen reader. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg className="iai-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[name]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  )
}
