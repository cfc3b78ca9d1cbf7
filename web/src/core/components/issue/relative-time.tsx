'use client'

import { useEffect, useState } from 'react'

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [['year', 31_536_000], ['month', 2_592_000], ['week', 604_800], ['day', 86_400], ['hour', 3_600], ['minute', 60]]
const REFRESH_MS = 30_000

/** The age of a time, with the exact time as its title. */
export function RelativeTime({ time, locale }: { time: string; locale: string }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), REFRESH_MS)
    return () => clearInterval(timer)
  }, [])

  const date = new Date(time)
  const absolute = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(date)
  return (
    <time dateTime={time} title={absolute}>
      {ago((date.getTime() - now) / 1000, locale)}
    </time>
  )
}

function ago(seconds: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  // A clock that is slightly slow must not show a future time.
  const past = Math.min(0, seconds)
  const step = STEPS.find(([, length]) => -past >= length)
  return step ? format.format(Math.round(past / step[1]), step[0]) : format.format(0, 'second')
}
