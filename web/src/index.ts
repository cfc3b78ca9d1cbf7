export * from './core/transport/index.js'
export * from './core/hooks/index.js'
