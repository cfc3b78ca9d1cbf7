/** The address of LocalHost; tests/IssueAi.WebTests starts it. */
export const serviceUrl = setting('ISSUE_AI_URL')

/** The address of the model simulator behind it. */
export const simulatorUrl = setting('SIMULATOR_URL')

/** The limit of each wait: far above the normal duration. */
export const limitMs = 30_000

function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`Set ${name}, or run the browser tests with 'dotnet test tests/IssueAi.WebTests'.`)
  return value.replace(/\/$/, '')
}
