'use client'

import { useState } from 'react'
import { KeptValues } from '../../hooks/kept-values'
import type { AIResponseCardProps } from './card-props'
import { Announcer } from './announcer'
import { ResponseCard } from './response-card'

/** A response, from its first word to its application to the issue. */
export function AIResponseCard(props: AIResponseCardProps) {
  const [kept] = useState(() => new KeptValues())
  return (
    <Announcer>
      <ResponseCard {...props} kept={kept} />
    </Announcer>
  )
}

export type { AIResponseCardProps, CardSlots, UseHandlers } from './card-props'
