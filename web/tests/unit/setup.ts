import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// The limit of each wait: far above the normal duration, also on a busy machine.
configure({ asyncUtilTimeout: Number(process.env['ASYNC_LIMIT_MS'] ?? 30_000) })

afterEach(cleanup)
