import type { BreakdownResult, EstimateResult, RefineResult, Subtask } from '../../transport/index.js'

// A result comes from a model by way of the service. What isn't as described counts as not there.

export function asRefinement(value: unknown): RefineResult | null {
  return isObject(value) && typeof value['title'] === 'string' && typeof value['description'] === 'string' && isTexts(value['acceptanceCriteria'])
    ? (value as unknown as RefineResult)
    : null
}

export function asEstimate(value: unknown): EstimateResult | null {
  return isObject(value) &&
    isNumber(value['points']) &&
    Array.isArray(value['range']) &&
    value['range'].length === 2 &&
    value['range'].every(isNumber) &&
    isTexts(value['assumptions'])
    ? (value as unknown as EstimateResult)
    : null
}

export function asBreakdown(value: unknown): BreakdownResult | null {
  return isObject(value) && Array.isArray(value['subtasks']) && value['subtasks'].every(isSubtask)
    ? (value as unknown as BreakdownResult)
    : null
}

function isSubtask(value: unknown): value is Subtask {
  return (
    isObject(value) &&
    typeof value['title'] === 'string' &&
    isTexts(value['acceptanceCriteria']) &&
    isNumber(value['points']) &&
    Array.isArray(value['dependsOn']) &&
    value['dependsOn'].every(isNumber)
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value)
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
