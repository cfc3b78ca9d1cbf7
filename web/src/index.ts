import './core/styles/issue-ai.css'

export * from './core/components/index.js'
export * from './core/hooks/index.js'
export type { IssueAction } from './core/i18n/index.js'
export * from './core/transport/index.js'
