import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const web = fileURLToPath(new URL('../../..', import.meta.url))

// Inside web/, so that the applications find React and the bundlers in a parent folder, and only the packed files of the package.
export const apps = join(web, 'dist', 'apps')
export const installed = join(apps, 'node_modules', '@issue-ai', 'react')
export const tarball = join(apps, 'issue-ai-react.tgz')

const run = promisify(execFile)

/** Builds and packs the package, and installs the packed files next to the test's applications. */
export default async function pack(): Promise<void> {
  await rm(apps, { recursive: true, force: true })
  await rm(join(web, 'dist', 'lib'), { recursive: true, force: true })
  await mkdir(installed, { recursive: true })
  await run('npm', ['run', 'build:lib'], { cwd: web })
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', apps], { cwd: web })
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ filename: string }]
  await cp(join(apps, filename), tarball)
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed])
  for (const app of ['vite', 'next']) await copyApp(app)
  await cp(join(web, 'src', 'core'), join(apps, 'next', 'core'), { recursive: true })
}

async function copyApp(name: string): Promise<void> {
  const folder = join(apps, name)
  await cp(join(web, 'tests', 'package', 'apps', name), folder, { recursive: true })
  await cp(join(web, 'tests', 'package', 'apps', 'guide'), join(folder, 'guide'), { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, private: true }))
}

/** The manifest as it was packed. */
export async function manifest(): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>
}
