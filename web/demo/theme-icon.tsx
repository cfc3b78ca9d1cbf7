const paths = {
  auto: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  light: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1',
  dark: 'M13 9.500A5.500 5.500 0 0 1 6.500 3a5.500 5.500 0 1 0 6.500 6.500z',
} as const

export type Theme = keyof typeof paths

/** A theme's icon, with the theme's name for screen readers. */
export function ThemeIcon({ theme, name }: { theme: Theme; name: string }) {
  return (
    <>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={paths[theme]} fill={theme === 'auto' ? 'currentColor' : 'none'} fillOpacity={0.35} stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <span className="hidden">{name}</span>
    </>
  )
}
