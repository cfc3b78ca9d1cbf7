/** The stored issue. */
export interface Issue {
  /** At most 300 characters. */
  title?: string
  /** At most 32,000 characters, usually Markdown. */
  description?: string
  labels?: string[]
}

/** A request for a response. Omitted properties are taken from the stored issue. */
export interface GenerateRequest extends Issue {
  /** 1 to 200 characters. */
  issueId: string
  /** `true` skips the cache and makes a new version, with the newest answer shown to the model. Default `false`. */
  regenerate?: boolean
  /** A wish about the answer's form, at most 2,000 characters. */
  instructions?: string
  /** The answer's language, BCP 47. Default: the issue's own. */
  language?: string
}
