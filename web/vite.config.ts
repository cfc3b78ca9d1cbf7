import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import manifest from './package.json' with { type: 'json' }

// Applies to every build: code built for development would need React's development build.
process.env['NODE_ENV'] = 'production'

/** The modules that applications may import: the package's main entry, and the paths of its folder `core`. */
export const entries = {
  index: 'src/index.ts',
  transport: 'src/core/transport/index.ts',
  'core/hooks/use-ai-stream': 'src/core/hooks/use-ai-stream.ts',
  'core/components/issue/ai-response-card': 'src/core/components/issue/ai-response-card.tsx',
  'core/components/issue/ai-action-buttons-v2': 'src/core/components/issue/ai-action-buttons-v2.tsx',
}

/** Next.js must not run hooks on its server; the transport may run in any environment. */
export function useClient({ name, isEntry }: { name: string; isEntry: boolean }): string {
  return isEntry && name !== 'transport' ? "'use client';" : ''
}

// Dependencies are installed next to the package, once for all packages of an application.
const external = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]

/** The library: ES modules in dist/lib. vite.cjs.config.ts makes the rest, scripts/declarations.mjs the types. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/lib',
    target: 'es2022',
    minify: false,
    sourcemap: true,
    lib: { entry: entries, formats: ['es'], cssFileName: 'styles' },
    rolldownOptions: {
      external: (id) => external.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { banner: useClient, chunkFileNames: 'shared-[hash].js' },
    },
  },
})
