'use client'

import { useId, useRef } from 'react'
import type { KeptValues } from '../../hooks/kept-values'
import { useKeptValue } from '../../hooks/use-kept-value'
import type { Texts } from '../../i18n/texts'
import { Button } from './button'
import { asRefinement } from './results'
import { sectionsOf, splitTitle, withSections, type Section } from './sections'
import { TakenNote } from './taken-note'
import { useTakingOver, type AcceptHandler, type TakingOver, type Undo } from './taking-over'
import { editDistance } from './text-changes'

/** The chosen parts of a refinement, with the user's edits. */
export interface AcceptedRefinement {
  /** Null if the issue keeps its title. */
  title: string | null
  /** The issue's new text: the selected parts, merged into the issue's text if only some were selected. */
  description: string
  /** The acceptance criteria of the response; edits don't change them. */
  acceptanceCriteria: string[]
  /** The selected sections, with edits. */
  sections: string[]
  /** Whether all of the response is used. */
  isWhole: boolean
  /** From 0, nothing was changed, to 1, nothing was kept. */
  editDistance: number
}

export interface RefineActionsProps {
  content: string
  result: unknown
  /** The issue's text, into which selected sections are merged. A title at its beginning isn't part of the description. */
  issueText: string | null | undefined
  onUse: (accepted: AcceptedRefinement) => Undo | void | Promise<Undo | void>
  onAccept: AcceptHandler | undefined
  kept: KeptValues
  answerKey: string
  texts: Texts
}

interface Draft {
  /** The generated text, below its title. */
  body: string
  title: string | null
  takesTitle: boolean
  sections: (Section & { isChosen: boolean })[]
}

/** The ways to use a refinement: unchanged, edited, or section by section. */
export function RefineActions({ content, result, issueText, onUse, onAccept, kept, answerKey, texts }: RefineActionsProps) {
  const [draft, setDraft] = useKeptValue<Draft | null>(kept, `draft ${answerKey}`, null)
  const taking = useTakingOver(kept, answerKey, texts, onAccept)
  const own = useRef<HTMLDivElement>(null)
  const heir = () => own.current?.querySelector('button') ?? own.current

  function use({ body, title, takesTitle, sections }: Draft) {
    const chosen = sections.filter(({ isChosen }) => isChosen)
    const isWhole = chosen.length === sections.length
    const isUnchanged = isWhole && chosen.every(({ text: now }, place) => now === sectionsOf(body)[place]?.text)
    const text = isUnchanged ? body : chosen.map((section) => section.text).join('\n\n')
    const kept = [takesTitle && title !== null ? `# ${title}` : '', text].filter(Boolean).join('\n\n')
    const distance = editDistance(content.trim(), kept)
    taking.take(async () => {
      const undo = await onUse({
        title: takesTitle ? title : null,
        description: isWhole ? text : withSections(withoutTitle(issueText ?? ''), chosen),
        acceptanceCriteria: asRefinement(result)?.acceptanceCriteria ?? [],
        sections: chosen.map((section) => section.text),
        isWhole,
        editDistance: distance,
      })
      // After a failure the user still needs the edits.
      setDraft(null)
      return undo
    }, distance)
  }

  if (taking.state === 'taken') return <div ref={own} tabIndex={-1}><TakenNote taking={taking} texts={texts} heir={heir} /></div>
  return (
    <div ref={own} tabIndex={-1} className="iai-apply">
      {taking.hasFailed && <p className="iai-error">{texts.takeOverFailed}</p>}
      {draft ? (
        <RefineEditor draft={draft} taking={taking} onChange={setDraft} onUse={() => use(draft)} onCancel={() => setDraft(null)} heir={heir} texts={texts} />
      ) : (
        <div className="iai-actions">
          <Button kind="primary" isOff={taking.isBusy} heir={heir} onClick={() => use(draftOf(content, result))}>
            {texts.useText}
          </Button>
          <Button icon="edit" isOff={taking.state === 'busy'} heir={heir} onClick={() => setDraft(draftOf(content, result))}>
            {texts.editOrChoose}
          </Button>
        </div>
      )}
    </div>
  )
}

/** The title has a separate field. */
function withoutTitle(text: string): string {
  return text.replace(/^# [^\n]*\n+/, '')
}

function draftOf(content: string, result: unknown): Draft {
  const { title, body } = splitTitle(content)
  return {
    body,
    title: asRefinement(result)?.title ?? title,
    takesTitle: (asRefinement(result)?.title ?? title) !== null,
    sections: sectionsOf(body).map((section) => ({ ...section, isChosen: true })),
  }
}

interface RefineEditorProps {
  draft: Draft
  taking: TakingOver
  onChange: (draft: Draft) => void
  onUse: () => void
  onCancel: () => void
  heir: () => HTMLElement | null | undefined
  texts: Texts
}

function RefineEditor({ draft, taking, onChange, onUse, onCancel, heir, texts }: RefineEditorProps) {
  const { title, takesTitle, sections } = draft
  const isBusy = taking.state === 'busy'
  const chosen = sections.filter(({ isChosen }) => isChosen).length
  const change = (place: number, to: Partial<Draft['sections'][number]>) =>
    onChange({ ...draft, sections: sections.map((section, at) => (at === place ? { ...section, ...to } : section)) })

  return (
    <div className="iai-editor" role="group" aria-label={texts.chooseSections}>
      <p className="iai-note">{texts.chooseSections}</p>
      {title !== null && (
        <Choosable
          label={texts.title}
          text={title}
          isChosen={takesTitle}
          isBusy={isBusy}
          rows={1}
          onChoose={(isChosen) => onChange({ ...draft, takesTitle: isChosen })}
          onEdit={(text) => onChange({ ...draft, title: text.replaceAll('\n', ' ') })}
        />
      )}
      {sections.map(({ heading, text, isChosen }, place) => (
        <Choosable
          key={place}
          label={heading ?? texts.introduction}
          text={text}
          isChosen={isChosen}
          isBusy={isBusy}
          rows={Math.min(12, text.split('\n').length + 1)}
          onChoose={(chooses) => change(place, { isChosen: chooses })}
          onEdit={(edited) => change(place, { text: edited })}
        />
      ))}
      <div className="iai-actions">
        <Button kind="primary" isOff={taking.isBusy || (chosen === 0 && !(takesTitle && title !== null))} heir={heir} onClick={onUse}>
          {chosen === 0 ? `${texts.useText}: ${texts.title}` : texts.useChosen(chosen, sections.length)}
        </Button>
        <Button isOff={isBusy} heir={heir} onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </div>
  )
}

interface ChoosableProps {
  label: string
  text: string
  isChosen: boolean
  isBusy: boolean
  rows: number
  onChoose: (isChosen: boolean) => void
  onEdit: (text: string) => void
}

function Choosable({ label, text, isChosen, isBusy, rows, onChoose, onEdit }: ChoosableProps) {
  const id = useId()
  return (
    <div className="iai-choosable" data-chosen={isChosen || undefined}>
      <label className="iai-check">
        <input type="checkbox" checked={isChosen} disabled={isBusy} onChange={(event) => onChoose(event.target.checked)} />
        <span id={id} dir="auto">
          {label}
        </span>
      </label>
      <textarea aria-labelledby={id} dir="auto" rows={rows} value={text} disabled={isBusy || !isChosen} onChange={(event) => onEdit(event.target.value)} />
    </div>
  )
}
