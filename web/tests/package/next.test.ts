import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { connectBrowser, coloursOf, DARK, LIGHT, SCHEMES } from './support/page.js'
import { apps, web } from './support/packed.js'

const open = connectBrowser()
let url: string

/** Runs Next.js as `npx next` does, in the application's folder. */
function next(command: 'build' | 'start' | 'dev', ...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(web, 'node_modules', 'next', 'dist', 'bin', 'next'), command, ...args], {
    cwd: join(apps, 'next'),
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: command === 'dev' ? 'development' : 'production' },
  })
}

/** Starts a server of the application, and gives its address and a way to end it. */
async function serve(command: 'start' | 'dev'): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = next(command, '--port', '0', '--hostname', '127.0.0.1')
  const started = await outputOf(server, /Ready/)
  return {
    url: /http:\/\/127\.0\.0\.1:\d+/.exec(started)?.[0] ?? expect.fail(started),
    stop: async () => {
      if (server.exitCode !== null) return
      server.kill()
      await once(server, 'close')
    },
  }
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

  const server = await serve('start')
  url = server.url
  return server.stop
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

it('a page of the development server has its colours', async () => {
  const development = await serve('dev')
  onTestFinished(development.stop)

  const { page } = await open(`${development.url}/packed`, { colorScheme: 'dark' })

  expect(await coloursOf(page, 'article.iai-card >> nth=0')).toEqual(DARK)
})
