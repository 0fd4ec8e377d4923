import { randomUUID } from 'node:crypto'
import { type Dice, diceOf } from '../../seed/random.ts'

/** Dice of this run. The seed is printed; SEED=… throws the same ones again. */
export function diceOfRun(name: string): Dice {
  const seed = process.env['SEED'] ?? randomUUID().slice(0, 8)
  console.log(`${name}: SEED=${seed}`)
  return diceOf(`${seed} ${name}`)
}
