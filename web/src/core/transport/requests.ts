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
  /** `true` skips the cache and generates a new version, with the newest response in the prompt. Default `false`. */
  regenerate?: boolean
  /** Instructions about the response's form, at most 2,000 characters. */
  instructions?: string
  /** The response's language, BCP 47. Default: the issue's language. */
  language?: string
}
