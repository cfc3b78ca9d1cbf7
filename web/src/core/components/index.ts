export { AIActionButtonsV2, type AIActionButtonsV2Props } from './issue/ai-action-buttons-v2.js'
export { AIResponseCard, type AIResponseCardProps } from './issue/ai-response-card.js'
export type { EndHandler, RequestHook } from './issue/use-issue-answer.js'
export type { CardVersions } from './issue/version-switcher.js'
