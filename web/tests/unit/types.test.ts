// @vitest-environment node
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

it('compiles: the sources, the demo page, the tests and the examples', async () => {
  const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))
  const compiling = promisify(execFile)(process.execPath, [tsc, '-p', fileURLToPath(new URL('../../tsconfig.json', import.meta.url))])
  const errors = await compiling.then(({ stdout }) => stdout, ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr)

  expect(errors).toBe('')
}, 120_000)
