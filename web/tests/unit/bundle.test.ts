// @vitest-environment node
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

const web = fileURLToPath(new URL('../..', import.meta.url))

// Not counted: pages with Markdown usually have these already.
const NOT_COUNTED = /^(react|react-dom|react-markdown|remark-gfm)(\/|$)/

// Vitest's own value makes Vite compile JSX for development, with the file and line of each element.
beforeAll(() => { vi.stubEnv('NODE_ENV', 'production') })
afterAll(() => { vi.unstubAllEnvs() })

/** The download of a page that imports everything from a module. */
async function bundle(entry: string): Promise<{ code: string; style: string; gzipped: number }> {
  const outputs = (await build({
    root: web,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, lib: { entry, formats: ['es'], fileName: 'bundle' }, rolldownOptions: { external: NOT_COUNTED } },
  })) as Rolldown.RolldownOutput[]
  const files = outputs.flatMap(({ output }) => output)
  const code = files.map((file) => (file.type === 'chunk' ? file.code : '')).join('')
  const style = files.map((file) => (file.type === 'asset' ? String(file.source) : '')).join('')
  return { code, style, gzipped: gzipSync(code).length + gzipSync(style).length }
}

it('is under 42 KB gzipped, styles included', async () => {
  const { code, gzipped } = await bundle('src/index.ts')

  expect(gzipped).toBeLessThan(42_000)
  // A bundle without its contents would be small, too.
  expect(code).toContain('resumable=true')
  expect(code).toContain('useSyncExternalStore')
  expect(code).not.toContain('jsxDEV')
}, 120_000)

it('has a transport without React', async () => {
  const { code } = await bundle('src/core/transport/index.ts')

  expect(code).toContain('resumable=true')
  expect(code).not.toMatch(/from\s*["']react/)
}, 120_000)
