import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../seed/random.ts'
import type { World } from '../world.ts'

const program = fileURLToPath(new URL('./drainer.mjs', import.meta.url))

/** Drainers that are killed with SIGKILL, one after the other, and started again. */
export interface KilledDrainers {
  kills: number
  /** How many of the kills hit a drainer in the middle of a transaction. */
  inTheMiddle: number
  /** What drainers said that ended by themselves: nothing, if all is well. */
  complaints: string[]
  /** Resolves when so many were killed. */
  killed(count: number): Promise<void>
  stop(): Promise<void>
}

/** Keeps so many drainers running, and kills one of them at random all the while. */
export function startKilledDrainers(world: World, dice: Dice, way: 'careful' | 'pop-first', count = 5): KilledDrainers {
  const state = { on: true }
  const waiting: { count: number; resolve: () => void }[] = []
  const self: KilledDrainers = {
    kills: 0,
    inTheMiddle: 0,
    complaints: [],
    killed: (wanted) => (self.kills >= wanted ? Promise.resolve() : new Promise((resolve) => void waiting.push({ count: wanted, resolve }))),
    async stop() {
      state.on = false
      await Promise.all(lives)
    },
  }
  const lives = Array.from({ length: count }, async () => {
    while (state.on) await live()
  })

  async function live(): Promise<void> {
    const drainer = spawn(process.execPath, [program, world.stack.dbUrl, way], { stdio: ['ignore', 'pipe', 'pipe'] })
    const ended = new Promise<string>((resolve) => {
      let said = ''
      drainer.stderr.on('data', (chunk) => (said += String(chunk)))
      drainer.on('close', (_, signal) => resolve(signal ? '' : said || 'ended by itself'))
    })
    await Promise.race([new Promise((resolve) => drainer.stdout.once('data', resolve)), ended])
    // Anywhere in its work: this is the one place where chance decides when.
    await sleep(dice.between(0, 200))
    await kill(drainer)
    const complaint = await ended
    if (complaint) self.complaints.push(complaint)
  }

  async function kill(drainer: ChildProcess): Promise<void> {
    const { rowCount } = await world.sql.query(
      `select from pg_stat_activity where application_name = $1 and (state = 'active' or state like 'idle in transaction%')`, [`drainer-${drainer.pid}`])
    if (!drainer.kill('SIGKILL')) return
    self.kills += 1
    if (rowCount) self.inTheMiddle += 1
    for (const { count: wanted, resolve } of waiting) if (self.kills >= wanted) resolve()
  }

  return self
}
