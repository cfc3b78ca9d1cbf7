import type { EstimateResult, RefineResult, Subtask } from '../../transport/index'

// A result comes from a model through the service. Invalid values count as missing.

export function asRefinement(value: unknown): RefineResult | null {
  return isObject(value) && typeof value['title'] === 'string' && typeof value['description'] === 'string' && isTexts(value['acceptanceCriteria'])
    ? (value as unknown as RefineResult)
    : null
}

/** The minimum of a result for display. */
export type ShownEstimate = Pick<EstimateResult, 'points'> & Partial<EstimateResult>
export type ShownSubtask = Pick<Subtask, 'title'> & Partial<Subtask>
export interface ShownBreakdown {
  subtasks: ShownSubtask[]
}

export function asEstimate(value: unknown): ShownEstimate | null {
  return isObject(value) &&
    isNumber(value['points']) &&
    isAbsentOr(value['range'], isRange) &&
    isAbsentOr(value['hours'], isNumber) &&
    isAbsentOr(value['assumptions'], isTexts)
    ? (value as unknown as ShownEstimate)
    : null
}

export function asBreakdown(value: unknown): ShownBreakdown | null {
  return isObject(value) && Array.isArray(value['subtasks']) && value['subtasks'].every(isSubtask)
    ? (value as unknown as ShownBreakdown)
    : null
}

function isSubtask(value: unknown): value is ShownSubtask {
  return (
    isObject(value) &&
    typeof value['title'] === 'string' &&
    isAbsentOr(value['acceptanceCriteria'], isTexts) &&
    isAbsentOr(value['points'], isNumber) &&
    isAbsentOr(value['dependsOn'], isNumbers)
  )
}

/** Whether it is missing or valid. */
function isAbsentOr(value: unknown, isRight: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || isRight(value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value)
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(isNumber)
}

function isRange(value: unknown): value is [number, number] {
  return isNumbers(value) && value.length === 2
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
