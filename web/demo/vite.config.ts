import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The demo page. Its addresses are relative, so that any static host can serve it at any path. */
export default defineConfig({
  base: './',
  plugins: [react()],
  build: { outDir: '../dist/demo', emptyOutDir: true },
  server: { proxy: { '/api': 'http://localhost:7071' } },
})
