import { forgetModelCalls } from './simulator.js'

/** An earlier run against the same simulator has used up its one-time failures. */
export default forgetModelCalls
