import type { ConfidenceLevel } from '../transport/frames'
import type { ResponseState } from '../transport/stored-response'

/** The actions on an issue, as in the service's addresses, in the order of their buttons. */
export const issueActions = ['refine', 'estimate', 'breakdown'] as const

export type IssueAction = (typeof issueActions)[number]

/** All texts of the components, in one language. */
export interface Texts {
  actions: Record<IssueAction, string>
  answers: Record<IssueAction, string>
  actionsOf: string

  // Requesting
  regenerate: string
  stop: string
  retry: string
  retryIn(seconds: string): string
  retryNow: string
  instructions: string
  instructionsHint: string
  stale: string
  updateAnswer: string
  truncated: string
  writeShorter: string
  /** Part of the prompt, not shown to the reader. */
  shorterWish: string

  // States of a response
  connecting: string
  reconnecting: string
  stopped: string
  incomplete: string
  began(title: string): string
  comingBack(title: string): string
  ended(title: string): string
  endedTruncated(title: string): string
  hasStopped(title: string): string
  failed(title: string, reason: string): string
  /** By code, without advice on a retry; `permanent` is for unknown codes with which a retry is useless. */
  errors: Record<string, string>
  tokens(count: string): string
  seconds(count: string): string
  fromCache: string
  notStored: string

  // Text
  copy: string
  copied: string
  copyFailed: string
  image(alternative: string): string
  done: string
  notDone: string
  table: string
  code: string
  footnotes: string
  backToText(place: number): string
  wholeText: string

  // Rating and confidence
  goodAnswer: string
  badAnswer: string
  ratingFailed: string
  confidence(level: ConfidenceLevel, value: string): string
  confidenceUnavailable: string
  aboutConfidence: Record<'logprobs' | 'self-assessment' | 'unknown' | 'unavailable', string>
  calibrated: string
  notCalibrated: string

  // Versions
  versions: string
  version(number: number, count: number): string
  versionName(number: number): string
  previousVersion: string
  nextVersion: string
  showChanges: string
  noChanges: string
  comparedWith: string
  issueText: string
  added: string
  removed: string

  // Results
  points(count: number): string
  range(low: string, high: string): string
  hours(count: number, text: string): string
  assumptions: string
  subtasks(count: number): string
  criteria: string
  dependsOn(numbers: string): string
  needsLater(numbers: string): string

  // Applying
  useText: string
  useEstimate(points: string): string
  pointsToSet: string
  createSubtasks(count: number): string
  createAgain(count: number): string
  creating: string
  created: string
  notCreated: string
  someNotCreated(failed: number, count: number): string
  allCreated(count: number): string
  takenOver: string
  takenBack: string
  takeOverFailed: string
  undoFailed: string
  undo: string
  edit: string
  editOrChoose: string
  useChosen(chosen: number, count: number): string
  chooseSections: string
  introduction: string
  title: string
  cancel: string
  editDone: string
  editSubtask(title: string): string
  criteriaLines: string
  pointsOf: string
  comesAfter: string
  moveUp(title: string): string
  moveDown(title: string): string
  moved(title: string, place: number): string

  // History
  history: string
  noHistory: string
  historyFailed: string
  olderAnswers: string
  states: Record<ResponseState, string>
}

/** An application's replacements for some texts. */
export type OwnTexts = { [K in keyof Texts]?: Texts[K] extends Record<string, string> ? Partial<Texts[K]> : Texts[K] }
