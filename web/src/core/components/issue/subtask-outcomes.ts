import type { Subtask } from '../../transport/results'

/** The outcome of one subtask: created, with or without an address, or failed. */
export interface SubtaskOutcome {
  /** The subtask's index in the given list. */
  index: number
  /** The address of the created issue. */
  url?: string | undefined
  /** Its new id, such as `shop#43`. */
  id?: string | undefined
  /** The reason for the failure, as text for the reader. */
  error?: string | undefined
}

/** The state of a subtask to be created. */
export type DraftOutcome = SubtaskOutcome | 'pending'

export function isCreated(outcome: DraftOutcome | undefined): boolean {
  return outcome !== undefined && outcome !== 'pending' && outcome.error === undefined
}

/** Outcomes that may arrive one by one. Without an index, an entry's position counts; a rejected one wasn't created. */
export type SubtaskOutcomes =
  | AsyncIterable<SubtaskOutcome>
  | Promise<readonly (Omit<SubtaskOutcome, 'index'> | void)[]>
  | readonly Promise<Omit<SubtaskOutcome, 'index'> | void>[]

/** Creates subtasks in the tracker. */
export type CreateSubtasks = (subtasks: Subtask[]) => SubtaskOutcomes

/**
 * Creates subtasks, and reports each outcome as it comes. A subtask without a report at the end wasn't created.
 * @param create Calls the application's code, which may throw at once.
 * @param count The number of subtasks to create.
 */
export async function follow(create: () => SubtaskOutcomes, count: number, tell: (outcome: SubtaskOutcome) => void): Promise<void> {
  const told = new Set<number>()
  const tellOnce = (outcome: SubtaskOutcome): void => {
    told.add(outcome.index)
    tell(outcome)
  }
  try {
    const outcomes = create()
    if (Array.isArray(outcomes)) await Promise.all((outcomes as readonly Promise<object>[]).map((one, index) => one.then((value) => tellOnce({ ...value, index }), (failure: unknown) => tellOnce({ index, error: wordsOf(failure) }))))
    else if (Symbol.asyncIterator in outcomes) for await (const outcome of outcomes) tellOnce(outcome)
    else (await (outcomes as Promise<readonly object[]>)).forEach((value, index) => tellOnce({ ...value, index }))
  } catch (failure) {
    for (let index = 0; index < count; index++) if (!told.has(index)) tellOnce({ index, error: wordsOf(failure) })
  }
  for (let index = 0; index < count; index++) if (!told.has(index)) tell({ index, error: '' })
}

function wordsOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure)
}
