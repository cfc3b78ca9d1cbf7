export type * from './frames.js'
export type * from './requests.js'
export type * from './results.js'
export type * from './stored-response.js'
