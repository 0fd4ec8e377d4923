import type { Ids } from '../ports.ts'
import type { SimulatedDevice } from './device.ts'
import type { Trouble } from './trouble.ts'

const day = 24 * 3_600_000

/** Where devices meet. `pass` moves time on for all of them; `touch` and `newEpoch` are what others do on the server. */
export interface Scene {
  devices: readonly SimulatedDevice[]
  ids: Ids
  trouble: Trouble
  steps: number
  pass(ms: number): void
  touch(): unknown
  newEpoch(): unknown
  tick(): Promise<void>
}

/** Lets things happen for so many steps, and then everything be well again, until nothing is left to do. */
export async function play(scene: Scene): Promise<void> {
  const { devices, ids, trouble, steps, tick } = scene
  const hintsHeard = ids.random()
  for (let step = 0; step < steps; step += 1) {
    await happen(devices[Math.floor(ids.random() * devices.length)]!, scene)
    for (const device of devices) if (ids.random() < 0.1 * hintsHeard) device.hear({ kind: 'changed', topic: 't', tables: [] })
    if (ids.random() < 0.6) await tick()
  }
  trouble.on = false
  await heal(scene)
}

async function happen(device: SimulatedDevice, { ids, pass, touch, newEpoch }: Scene): Promise<void> {
  const choice = ids.random()
  if (choice < 0.4) void device.act()
  else if (choice < 0.6) void device.sync()
  else if (choice < 0.66) device.crash()
  else if (choice < 0.72) device.line.isUp = !device.line.isUp
  else if (choice < 0.8) pass(ids.random() * 30_000)
  else if (choice < 0.84) device.clock.jump(ids.random() < 0.5 ? -day : day)
  else if (choice < 0.88) device.openWindow()
  else if (choice < 0.91) for (const refused of (await device.outbox()).filter(({ state }) => state === 'rejected').slice(0, 1)) void device.seeTo(refused)
  else if (choice < 0.93) device.takeTurn()
  else if (choice < 0.98) await touch()
  else await newEpoch()
}

/** The lines are up, nobody crashes any more, and users see to what was refused until nothing is left. */
async function heal({ devices, pass, tick }: Scene): Promise<void> {
  for (const device of devices) {
    device.line.isUp = true
    device.crash()
  }
  for (let round = 0; round < 60; round += 1) {
    for (const device of devices) {
      await device.sync()
      await device.look()
      for (const command of await device.outbox()) if (command.state === 'rejected') await device.seeTo(command)
    }
    pass(60_000)
    await tick()
    const left = await Promise.all(devices.map((device) => device.outbox()))
    if (left.every((outbox) => outbox.length === 0)) break
  }
  // Once more, so that each has seen what the others pushed.
  for (const device of devices) await device.sync()
}
