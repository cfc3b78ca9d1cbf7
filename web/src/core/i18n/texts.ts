import type { ConfidenceLevel } from '../transport/index.js'

/** The three things that can be asked of an issue. */
export type IssueAction = 'refine' | 'estimate' | 'breakdown'

/** All words that the components say, in one language. */
export interface Texts {
  actions: Record<IssueAction, string>
  answers: Record<IssueAction, string>
  actionsOf: string
  regenerate: string
  stop: string
  retry: string
  retryIn(seconds: string): string
  copy: string
  copied: string
  copyFailed: string
  goodAnswer: string
  badAnswer: string
  ratingFailed: string
  versions: string
  version(number: number, count: number): string
  previousVersion: string
  nextVersion: string
  showChanges: string
  noChanges: string
  confidence(level: ConfidenceLevel, value: string): string
  confidenceUnavailable: string
  aboutConfidence: Record<'logprobs' | 'self-assessment' | 'unknown' | 'unavailable', string>
  calibrated: string
  notCalibrated: string
  connecting: string
  reconnecting: string
  stopped: string
  incomplete: string
  began(title: string): string
  ended(title: string): string
  hasStopped(title: string): string
  failed(title: string): string
  errors: Record<string, string>
  image(alternative: string): string
  done: string
  notDone: string
  instructions: string
  instructionsHint: string
  points(count: number): string
  range(low: number, high: number): string
  hours(count: number, text: string): string
  assumptions: string
  subtasks(count: number): string
  criteria: string
  dependsOn(numbers: string): string
  useText: string
  wholeText: string
  tokens(count: string): string
  seconds(count: string): string
  fromCache: string
  notStored: string
}
