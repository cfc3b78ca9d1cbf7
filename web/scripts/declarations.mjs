// Makes the package's type declarations, next to its modules in dist/lib and next to those for `require`. The sources import each other
// without an extension, so that the folder src/core can be copied into any bundler's application; Node's resolution requires one.
import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const lib = fileURLToPath(new URL('../dist/lib', import.meta.url))
const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))
execFileSync(process.execPath, [tsc, '-p', fileURLToPath(new URL('../tsconfig.build.json', import.meta.url))], { stdio: 'inherit' })

const declarations = readdirSync(lib, { recursive: true }).filter((file) => file.endsWith('.d.ts') && !file.startsWith('cjs'))
for (const file of declarations) {
  const path = join(lib, file)
  const text = readFileSync(path, 'utf8')
    .replace(/^import '[^']*\.css';\n/gm, '')
    .replace(/(from |import\()(['"])(\.{1,2}\/[^'"]+?)\2/g, '$1$2$3.js$2')
  writeFileSync(path, text)
  cpSync(path, join(lib, 'cjs', file))
}

writeFileSync(join(lib, 'cjs', 'package.json'), '{ "type": "commonjs" }\n')
writeFileSync(join(lib, 'styles.css.d.ts'), 'export {}\n')
rmSync(join(lib, 'cjs', 'styles.css'), { force: true })
