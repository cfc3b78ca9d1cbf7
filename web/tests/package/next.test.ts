import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectBrowser, coloursOf, DARK, LIGHT, SCHEMES } from './support/page.js'
import { apps, web } from './support/packed.js'

const open = connectBrowser()
let server: ChildProcess | undefined
let url: string

/** Runs Next.js as `npx next` does, in the application's folder. */
function next(...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(web, 'node_modules', 'next', 'dist', 'bin', 'next'), ...args], {
    cwd: join(apps, 'next'),
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  })
}

async function outputOf(child: ChildProcess, until?: RegExp): Promise<string> {
  let output = ''
  return new Promise((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (until?.test(output)) resolve(output)
    }
    child.stdout!.on('data', read)
    child.stderr!.on('data', read)
    child.on('close', () => { resolve(output) })
  })
}

beforeAll(async () => {
  const building = next('build')
  const output = await outputOf(building)
  expect(building.exitCode, output).toBe(0)

  server = next('start', '--port', '0', '--hostname', '127.0.0.1')
  const started = await outputOf(server, /Ready/)
  url = /http:\/\/127\.0\.0\.1:\d+/.exec(started)?.[0] ?? expect.fail(started)
})
afterAll(async () => {
  if (server?.exitCode === null) {
    server.kill()
    await once(server, 'close')
  }
})

it.each(SCHEMES)('a default Next build has its colours where the system is %s', async (colorScheme) => {
  const { page } = await open(`${url}/packed`, { colorScheme })

  expect(await coloursOf(page, 'article.iai-card >> nth=0')).toEqual(colorScheme === 'light' ? LIGHT : DARK)
  expect(await coloursOf(page, '.dark .iai-card')).toEqual(DARK)
})

it.each(['packed', 'copied'])('the guide’s components work in a Next application: %s', async (path) => {
  const { page, complaints } = await open(`${url}/${path}`)

  await page.getByRole('button', { name: 'Refine', exact: true }).click()
  await page.getByRole('article', { name: 'Refined issue' }).getByText('The whole text.').waitFor()
  expect(complaints).toEqual([])
})
