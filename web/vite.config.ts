import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import manifest from './package.json' with { type: 'json' }

// Whoever installs the package has its dependencies beside it, once for all of an application's packages.
const external = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]

/** The library: ES modules in dist/lib. Its declarations come from tsc (tsconfig.build.json). */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/lib',
    target: 'es2022',
    minify: false,
    sourcemap: true,
    lib: {
      entry: { index: 'src/index.ts', transport: 'src/core/transport/index.ts' },
      formats: ['es'],
      cssFileName: 'styles',
    },
    rolldownOptions: {
      external: (id) => external.some((name) => id === name || id.startsWith(`${name}/`)),
      // Next.js must not run hooks on its server; the transport may run anywhere.
      output: { banner: ({ name }) => (name === 'index' ? "'use client'" : '') },
    },
  },
})
