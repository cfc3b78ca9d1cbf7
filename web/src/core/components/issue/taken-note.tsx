import type { Texts } from '../../i18n/texts'
import { Button } from './button'
import { Icon } from './icon'
import type { TakingOver } from './taking-over'

/** Says that a response was applied, and offers Undo. */
export function TakenNote({ taking, texts, heir }: { taking: TakingOver; texts: Texts; heir: () => HTMLElement | null | undefined }) {
  return (
    <p className="iai-taken">
      <Icon name="check" />
      <span>{taking.hasFailed ? texts.undoFailed : texts.takenOver}</span>
      {taking.canUndo && (
        <Button icon="undo" isOff={taking.isBusy} heir={heir} onClick={() => taking.undo()}>
          {texts.undo}
        </Button>
      )}
    </p>
  )
}
