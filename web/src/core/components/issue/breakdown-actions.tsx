'use client'

import { useLayoutEffect, useRef } from 'react'
import type { KeptValues } from '../../hooks/kept-values'
import { useKeptValue } from '../../hooks/use-kept-value'
import type { Texts } from '../../i18n/texts'
import { useAnnounce } from './announcer'
import { BreakdownSum } from './breakdown-view'
import { Button } from './button'
import type { ShownBreakdown } from './results'
import { changedDraft, draftsOf, movedDraft, subtasksOf, wordsOf, type SubtaskDraft } from './subtask-drafts'
import { SubtaskDraftItem } from './subtask-draft-item'
import { follow, isCreated, type CreateSubtasks, type DraftOutcome, type SubtaskOutcome } from './subtask-outcomes'
import type { AcceptHandler } from './taking-over'
import { editDistance } from './text-changes'

interface BreakdownActionsProps {
  breakdown: ShownBreakdown
  onCreate: CreateSubtasks
  onAccept: AcceptHandler | undefined
  kept: KeptValues
  answerKey: string
  texts: Texts
}

/** A breakdown whose subtasks can be selected, edited, sorted and created. */
export function BreakdownActions({ breakdown, onCreate, onAccept, kept, answerKey, texts }: BreakdownActionsProps) {
  const announce = useAnnounce()
  const [drafts, setDrafts] = useKeptValue(kept, `subtasks ${answerKey}`, () => draftsOf(breakdown.subtasks))
  const [outcomes, setOutcomes] = useKeptValue<ReadonlyMap<number, DraftOutcome>>(kept, `outcomes ${answerKey}`, () => new Map())
  const own = useRef<HTMLDivElement>(null)
  const moving = useRef<Element | null>(null)
  // An element loses the focus when it moves within the page.
  useLayoutEffect(() => {
    if (moving.current instanceof HTMLElement) moving.current.focus()
    moving.current = null
  }, [drafts])

  const chosen = drafts.filter(({ key, isChosen }) => isChosen && !isCreated(outcomes.get(key)))
  const isBusy = [...outcomes.values()].includes('pending')
  const failed = chosen.filter(({ key }) => outcomes.has(key)).length

  async function create() {
    const asked = chosen
    const keys = asked.map(({ key }) => key)
    setOutcomes((known) => new Map([...known, ...keys.map((key) => [key, 'pending'] as const)]))
    const results = new Map<number, SubtaskOutcome>()
    await follow(() => onCreate(subtasksOf(asked)), asked.length, (outcome) => {
      const key = keys[outcome.index]
      if (key === undefined) return
      results.set(key, outcome)
      setOutcomes((known) => new Map([...known, [key, outcome]]))
    })
    const wrong = [...results.values()].filter(({ error }) => error !== undefined).length
    announce(wrong === 0 ? texts.allCreated(asked.length) : texts.someNotCreated(wrong, asked.length))
    if (wrong < asked.length) onAccept?.(true, editDistance(wordsOf(breakdown.subtasks), wordsOf(subtasksOf(drafts))))
  }

  function move(draft: SubtaskDraft, by: -1 | 1) {
    moving.current = document.activeElement
    const moved = movedDraft(drafts, draft.key, by)
    setDrafts(moved)
    announce(texts.moved(draft.title, moved.findIndex(({ key }) => key === draft.key) + 1))
  }

  return (
    <div ref={own} tabIndex={-1} className="iai-breakdown">
      <BreakdownSum subtasks={subtasksOf(drafts)} texts={texts} />
      <ol>
        {drafts.map((draft, place) => (
          <SubtaskDraftItem
            key={draft.key}
            draft={draft}
            place={place}
            drafts={drafts}
            outcome={outcomes.get(draft.key)}
            isBusy={isBusy}
            onChange={(change) => setDrafts(changedDraft(drafts, draft.key, change))}
            onMove={(by) => move(draft, by)}
            texts={texts}
          />
        ))}
      </ol>
      {chosen.length > 0 || !drafts.some(({ key }) => isCreated(outcomes.get(key))) ? (
        <div className="iai-actions iai-apply">
          <Button kind="primary" isOff={chosen.length === 0 || isBusy} heir={() => own.current} onClick={() => void create()}>
            {failed > 0 && failed === chosen.length ? texts.createAgain(failed) : texts.createSubtasks(chosen.length)}
          </Button>
          {!isBusy && failed > 0 && <span className="iai-error">{texts.someNotCreated(failed, outcomes.size)}</span>}
        </div>
      ) : (
        <p className="iai-taken">{texts.allCreated(drafts.filter(({ key }) => isCreated(outcomes.get(key))).length)}</p>
      )}
    </div>
  )
}
