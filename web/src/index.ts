import './core/styles/issue-ai.css'

export * from './core/components/index'
export * from './core/hooks/index'
export type { IssueAction } from './core/i18n/index'
export * from './core/transport/index'
