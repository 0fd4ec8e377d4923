import type { HotelTables } from '../../domain/rows.ts'
import type { Command, CommandName, Commands, CouponDraft } from '../command.ts'
import { createSyncEngine, type SyncEngine } from '../engine.ts'
import { hotelEffects } from '../hotel-effects.ts'
import { journaledStore } from '../journaled-store.ts'
import { memoryClock } from '../memory-clock.ts'
import { memoryFiles, memoryJournal } from '../memory-journal.ts'
import { memoryTurns } from '../memory-turns.ts'
import type { Cloud, Hint, Ids, ReplicaStore, ReplicaTransaction } from '../ports.ts'
import { isTrue } from './examine.ts'
import { type Flaw, fragileJournal, fragileStore, type Machine, type Trouble, troubledLine } from './trouble.ts'

/** What a device is and works with. */
export interface DeviceOptions {
  name: string
  hotel: string
  codes: readonly string[]
  couponIds: readonly string[]
  disk: ReplicaStore<HotelTables>
  cloud: Cloud
  ids: Ids
  trouble: Trouble
  flaw: Flaw
  /** The right time, which the device's clock may be far from. */
  now(): number
  tick(): Promise<void>
}

/** A command that was acknowledged, and where in the device's time it was given and acknowledged. */
export interface Promised {
  id: string
  name: CommandName
  subject: string
  given: number
  kept: number
}

/** What its user was promised, and did himself. `chains` gives for each command those that took its place. */
export interface Ledger {
  hotel: string
  promised: Promised[]
  discarded: Set<string>
  chains: Map<string, Set<string>>
  /** What it was told and was not so. */
  untrue: string[]
}

/** What a line or a clock may say of itself, and the server never of a command: nothing is refused for that. */
const noReasons: ReadonlySet<unknown> = new Set([undefined, 'offline', 'queued', 'stopped', 'sign-in-required', 'rate-limited', 'upgrade-required', 'command-mismatch'])

/** A desk with one or two windows on one disk, a clock of its own and a line of its own; it crashes, and starts again on the same disk. */
export function simulatedDevice(options: DeviceOptions) {
  const { name, hotel, codes, couponIds, disk, ids, trouble, flaw, now, tick } = options
  const clock = memoryClock(now())
  const line = { isUp: true }
  const files = memoryFiles()
  const turns = memoryTurns()
  const ledger: Ledger = { hotel, promised: [], discarded: new Set(), chains: new Map(), untrue: [] }
  const cloud = troubledLine(options.cloud, { ids, trouble, isUp: () => line.isUp, tick })
  const ticks = async (count: number) => {
    for (let n = 0; n < count; n += 1) await tick()
  }
  const pick = <V>(from: readonly V[]) => from[Math.floor(ids.random() * from.length)]!
  let windows: { engine: SyncEngine; machine: Machine; tell(hint: Hint): void }[] = []
  let stamp = 0
  let moment = 0

  function open(): void {
    let tell: (hint: Hint) => void = () => undefined
    const machine: Machine = { isOver: false, crash }
    const dies = () => trouble.on && ids.random() < 0.01
    const fragile = fragileStore(notingHeirs(disk, ledger.chains), { machine, dies, flaw, tick })
    const journal = flaw === 'unguarded' || flaw === 'hasty' ? memoryJournal() : fragileJournal(memoryJournal(files), { machine, dies })
    const store = journaledStore(fragile, { journal, effects: hotelEffects(name) })
    const hints = { onHint: (listener: (hint: Hint) => void) => ((tell = listener), () => undefined) }
    const engine = createSyncEngine<HotelTables>({ store, cloud, clock, ids, hints, turns, scope: { hotel }, applyLocally: hotelEffects(name) })
    windows.push({ engine, machine, tell: (hint) => tell(hint) })
  }
  /** The power goes: every window is gone, now and then with all that the store had, and one is opened again. */
  function crash(): void {
    for (const { engine, machine } of windows) {
      machine.isOver = true
      engine.stop()
    }
    windows = []
    files.release()
    turns.release()
    if (trouble.on && ids.random() < 0.2) void disk.destroy()
    open()
  }
  const engine = () => pick(windows).engine

  async function promise<N extends CommandName>(command: N, args: Commands[N]['args'], subject: string): Promise<void> {
    const given = (moment += 1)
    const id = await engine().commit(command, args).catch(() => null)
    if (id !== null) ledger.promised.push({ id, name: command, subject, given, kept: (moment += 1) })
  }
  const use = (code: string) => ({ hotel, code, happened_at: new Date(engine().now() + (stamp += 1)).toISOString(), device: name })
  const draft = (id: string): CouponDraft => ({
    id, hotel_id: hotel, title: ids.random() < 0.1 ? '' : `Title ${stamp += 1} of ${name}`, description: '', terms: '', discount_kind: 'gift', discount_value: 0,
    starts_on: '2026-07-01', ends_on: '2026-07-02', weekdays: null, hours_from: null, hours_to: null, max_redemptions: null, max_per_guest: 1,
    valid_days_after_redeem: null, online_only: false, image_path: null,
  })

  /** Somebody at the desk does something. */
  async function act(): Promise<void> {
    const [choice, coupon, code] = [ids.random(), pick(couponIds), pick(codes)]
    if (choice < 0.45) return promise('use_code', use(code), '')
    if (choice < 0.55) return void engine().commitNow('use_code', use(code)).catch(() => undefined)
    if (choice < 0.75) return promise('save_coupon', { coupon: draft(coupon) }, coupon)
    if (choice < 0.87) return promise('publish_coupon', { coupon }, coupon)
    if (choice < 0.97) return promise('pause_coupon', { coupon }, coupon)
    return promise('archive_coupon', { coupon }, coupon)
  }

  /** Somebody sees to what was refused: what was no fault of the command is repeated, the rest dropped. */
  async function seeTo(command: Command): Promise<void> {
    const { code, detail } = command.error ?? {}
    if (noReasons.has(code)) ledger.untrue.push(`${command.id} refused: ${code}`)
    if (code !== 'server-failed' && detail !== 'happened_at') {
      ledger.discarded.add(command.id)
      return engine().discard(command.id)
    }
    // After a crash nobody says whether it was kept.
    await Promise.race([engine().retry(command.id), ticks(5)])
  }

  open()
  return {
    name,
    clock,
    line,
    ledger,
    crash,
    act,
    seeTo,
    openWindow: () => windows.length < 2 && open(),
    sync: () => engine().sync(),
    /** Another window has waited too long for its turn; the one that had it goes on. */
    takeTurn: () => turns.release(),
    /** Notes where the status does not count what is in the outbox, once its window had time to look. */
    look: async () => {
      await ticks(5)
      const { status } = windows[0]!.engine
      const outbox = await disk.read((kept) => kept.commands())
      if (!isTrue(status, outbox)) ledger.untrue.push(`status ${status.waiting} waiting, ${status.rejected} refused of ${outbox.map(({ state }) => state).join(' ')}`)
    },
    hear: (hint: Hint) => windows.forEach(({ tell }) => tell(hint)),
    outbox: () => disk.read(async (outbox) => (await outbox.commands()).filter(({ state }) => state !== 'done')),
    status: () => windows[0]!.engine.status,
    disk,
  }
}

/** A store that notes what takes the place of a command: what is put under its number in the transaction that removes it. */
function notingHeirs(disk: ReplicaStore<HotelTables>, chains: Ledger['chains']): ReplicaStore<HotelTables> {
  const noting = (tx: ReplicaTransaction<HotelTables>): ReplicaTransaction<HotelTables> => {
    const removed = new Map<number, string>()
    return {
      ...tx,
      removeCommand: async (id) => {
        const known = (await tx.commands()).find((command) => command.id === id)
        if (known) removed.set(known.seq, id)
        return tx.removeCommand(id)
      },
      putCommand: (entry) => {
        const before = removed.get(entry.seq)
        if (before !== undefined && before !== entry.id) chains.set(before, new Set([...(chains.get(before) ?? []), entry.id]))
        return tx.putCommand(entry)
      },
    }
  }
  return { ...disk, transaction: (work) => disk.transaction((tx) => work(noting(tx))) }
}

export type SimulatedDevice = ReturnType<typeof simulatedDevice>
