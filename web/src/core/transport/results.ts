/** The result of `refine`. */
export interface RefineResult {
  title: string
  description: string
  acceptanceCriteria: string[]
}

/** The result of `estimate`. */
export interface EstimateResult {
  points: number
  /** Lowest and highest likely points. */
  range: [number, number]
  /** Omitted if the model names none. */
  hours?: number
  assumptions: string[]
}

export interface Subtask {
  title: string
  acceptanceCriteria: string[]
  points: number
  /** The subtasks that come first, by their index in the list, from 0. */
  dependsOn: number[]
}

/** The result of `breakdown`. */
export interface BreakdownResult {
  subtasks: Subtask[]
}
