import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import manifest from './package.json' with { type: 'json' }
import { entries, useClient } from './vite.config.ts'

/** The same modules for `require`. They include their dependencies, since most of those are ES modules only. */
export default defineConfig({
  plugins: [react()],
  // Built for Node, where servers and tests require it: a browser build would access the page at load time.
  ssr: { noExternal: true, external: Object.keys(manifest.peerDependencies) },
  build: {
    outDir: 'dist/lib/cjs',
    ssr: true,
    target: 'es2022',
    minify: false,
    rolldownOptions: {
      input: entries,
      output: { format: 'cjs', banner: useClient, entryFileNames: '[name].js', chunkFileNames: 'shared-[hash].js' },
    },
  },
})
