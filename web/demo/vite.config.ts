import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The demo page. Its addresses are relative, so that it can stand at any path of any static host. */
export default defineConfig({
  base: './',
  plugins: [react()],
  // The first browsers that know light-dark(); what stands in for it elsewhere doesn't follow data-theme.
  build: { outDir: '../dist/demo', emptyOutDir: true, cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
  server: { proxy: { '/api': 'http://localhost:7071' } },
})
