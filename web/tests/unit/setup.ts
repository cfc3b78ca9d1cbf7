import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// How long anything may take before a test fails: far above what it needs, on a busy machine too.
configure({ asyncUtilTimeout: Number(process.env['ASYNC_LIMIT_MS'] ?? 30_000) })

afterEach(cleanup)
