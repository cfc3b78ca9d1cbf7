import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { publint } from 'publint'
import { build, type Rolldown } from 'vite'
import { expect, it } from 'vitest'
import { apps, installed, manifest, tarball, web } from './support/packed.js'

const run = promisify(execFile)

it('has a README and a licence, and nothing that was not built', async () => {
  expect((await readdir(installed)).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json'])
  expect(await readFile(join(installed, 'README.md'), 'utf8')).toContain('AIActionButtonsV2')
  expect(await manifest()).toMatchObject({ license: 'MIT' })
})

it('has types that resolve in every way to import it', async () => {
  const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(await readFile(tarball))), { excludeEntrypoints: ['./styles.css', './package.json'] })

  expect(checked).toMatchObject({ types: { kind: 'included' } })
  // TypeScript's older module resolution doesn't support exports, so only the package's name resolves there.
  const problems = checked.types ? checked.problems.filter((problem) => !('resolutionKind' in problem && problem.resolutionKind === 'node10' && 'entrypoint' in problem && problem.entrypoint !== '.')) : []
  expect(problems).toEqual([])
})

it('is as packages should be', async () => {
  const { messages } = await publint({ pkgDir: installed, strict: true })

  expect(messages.filter(({ code }) => code !== 'USE_TYPE')).toEqual([])
})

it('can be required, with React beside it and without a page', async () => {
  const code = `
    const { AIResponseCard, AIActionButtonsV2, useAIStream } = require('@issue-ai/react')
    const same = require('@issue-ai/react/core/components/issue/ai-response-card')
    const { streamResponse } = require('@issue-ai/react/transport')
    const { createElement } = require('react')
    const { renderToString } = require('react-dom/server')
    console.log(typeof useAIStream, typeof streamResponse, same.AIResponseCard === AIResponseCard)
    console.log(renderToString(createElement(AIResponseCard, { title: 'T', content: 'A **word**' })).includes('<strong>word</strong>'))
    console.log(renderToString(createElement(AIActionButtonsV2, { issueId: '1' })).includes('Refine'))`
  // Without Node's require of ES modules, as in Jest and in older versions of Node.
  const { stdout } = await run(process.execPath, ['--no-experimental-require-module', '-e', code], { cwd: join(apps, 'vite') })

  expect(stdout.trim().split('\n')).toEqual(['function function true', 'true', 'true'])
})

it('compiles in a strict application: the guide’s code, and the styles', async () => {
  const tsc = join(web, 'node_modules', 'typescript', 'bin', 'tsc')
  const compiling = run(process.execPath, [tsc, '-p', join(apps, 'vite')])

  expect(await compiling.then(({ stdout }) => stdout, ({ stdout }: { stdout: string }) => stdout)).toBe('')
})

it('costs a page that imports the hook alone at most 12 KB', async () => {
  const { output } = (await build({
    root: join(apps, 'vite'),
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: join(apps, 'vite', 'hook-only.ts'), external: /^react(\/|$)/ } },
  })) as Rolldown.RolldownOutput
  const code = output.map((file) => (file.type === 'chunk' ? file.code : '')).join('')

  expect(code).toContain('resumable=true')
  expect(gzipSync(code).length).toBeLessThanOrEqual(12_288)
})
