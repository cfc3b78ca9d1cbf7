import { forgetModelCalls } from './simulator.js'

/** Failures that were to happen once have happened in an earlier run against the same simulator. */
export default forgetModelCalls
