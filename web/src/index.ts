export * from './core/transport/index.js'
