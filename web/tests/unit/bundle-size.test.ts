// @vitest-environment node
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'

const limit = 25_000

// What an application has anyway, or chooses with the Markdown renderer.
const notOurs = /^(?:react|react-dom|react-markdown|remark-gfm)(?:\/|$)/

test('hook, components and styles take less than 25 KB gzipped, with all they need but React and the Markdown renderer', async () => {
  const entry = fileURLToPath(new URL('../../src/index.ts', import.meta.url))
  const [bundle] = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry, formats: ['es'], cssFileName: 'styles' },
      rolldownOptions: { external: notOurs },
    },
  })) as Rolldown.RolldownOutput[]

  const files = bundle!.output.map((file) => ({
    name: file.fileName,
    bytes: gzipSync(file.type === 'chunk' ? file.code : file.source).length,
  }))

  expect(files.map(({ name }) => name).sort()).toEqual(['react.js', 'styles.css'])
  expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(limit)
  console.info(files.map(({ name, bytes }) => `${name}: ${bytes} bytes`).join(', '))
})
