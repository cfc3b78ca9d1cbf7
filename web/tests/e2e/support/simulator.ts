import { simulatorUrl } from './environment.js'

export interface Calls {
  active: number
  total: number
  completed: number
  aborted: number
}

/** The model's calls so far. */
export async function modelCalls(): Promise<Calls> {
  return (await (await fetch(`${simulatorUrl}/simulator/calls`)).json()) as Calls
}

/** Resets the model's call count. */
export async function forgetModelCalls(): Promise<void> {
  await fetch(`${simulatorUrl}/simulator/calls`, { method: 'DELETE' })
}
