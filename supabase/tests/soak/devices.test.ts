import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HotelTables } from '../../../core/domain/rows.ts'
import { seededIds } from '../../../core/sync/memory-clock.ts'
import { memoryStore } from '../../../core/sync/memory-store.ts'
import type { Cloud, Row } from '../../../core/sync/ports.ts'
import { simulatedDevice } from '../../../core/sync/simulation/device.ts'
import { examine } from '../../../core/sync/simulation/examine.ts'
import { play } from '../../../core/sync/simulation/play.ts'
import { tables } from '../../../core/sync/simulation/server.ts'
import { supabaseCloud } from '../../../renderer/kit/cloud/supabase-cloud.ts'
import { openHotel, publish, redeem } from '../scene.ts'
import { type Person, startWorld, type World } from '../world.ts'

/* The simulation of core/sync/simulation, with the real server: what is lost here is lost in SQL, in PostgREST or in between. */

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.stop())

const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A hotel whose desks are three members with a client each, and redemptions whose codes they use. */
async function scene(seed: number) {
  const owner = await world.person(`owner-${seed}`)
  const hotel = await openHotel(owner)
  const members: Person[] = [owner]
  for (const name of ['south', 'bar']) {
    const member = await world.person(`${name}-${seed}`)
    await world.sql.query(`insert into public.hotel_members (hotel_id, user_id, role) values ($1, $2, 'manager')`, [hotel, member.id])
    members.push(member)
  }
  const guest = await world.person(`guest-${seed}`)
  const codes: string[] = []
  for (let n = 0; n < 8; n += 1) codes.push((await redeem(guest, await publish(owner, hotel))).code)
  return { hotel, members, guest, codes, couponIds: [randomUUID(), randomUUID()] }
}

/** What the database did: commands in the order in which they were begun, and which of them it accepted. */
async function recordOf(members: readonly Person[]) {
  const { rows } = await world.sql.query<{ command_id: string; kind: string }>(
    `select command_id, result ->> 'kind' as kind from public.commands where user_id = any ($1) order by created_at`, [members.map(({ id }) => id)])
  const done = new Set(['used', 'saved', 'published', 'paused', 'archived'])
  return { worked: rows.map((row) => row.command_id), accepted: new Set(rows.filter(({ kind }) => done.has(kind)).map((row) => row.command_id)) }
}

/** What a console that begins now is shown. */
async function shownBy(cloud: Cloud, hotel: string): Promise<Map<string, Row[]>> {
  const rows = new Map<string, Map<string, Row>>(tables.map((table) => [table, new Map()]))
  let cursor: string | null = null
  for (let more = true; more; ) {
    const page = await cloud.pull({ hotel }, cursor, 1_000)
    for (const { table, id, row } of page.changes) {
      if (row) rows.get(table)?.set(id, row)
      else rows.get(table)?.delete(id)
    }
    cursor = page.cursor
    more = page.more
  }
  return new Map([...rows].map(([table, byId]) => [table, [...byId.values()]]))
}

test.each(Array.from({ length: 40 }, (_, i) => i + 1))('S9, S10, S11, S16, S18: desks in trouble, on the real server (seed %i)', async (seed) => {
  const { hotel, members, guest, codes, couponIds } = await scene(seed)
  const ids = { ...seededIds(seed), uuid: randomUUID }
  const trouble = { on: true }
  const now = () => Date.now()
  const devices = members.map(({ id, client }) => simulatedDevice({
    name: id, hotel, codes, couponIds, disk: memoryStore<HotelTables>(tables), cloud: supabaseCloud(client, id), ids, trouble, flaw: null, now, tick,
  }))
  const pass = (ms: number) => devices.forEach(({ clock }) => clock.advance(ms))
  const touch = () => world.sql.query('update public.profiles set display_name = $2 where id = $1', [guest.id, `Guest ${randomUUID().slice(0, 8)}`])
  const newEpoch = () => world.sql.query('select private.start_epoch()')
  await play({ devices, ids, trouble, steps: 100, pass, touch, newEpoch, tick })

  const shown = await shownBy(supabaseCloud(members[0]!.client), hotel)
  const record = await recordOf(members)
  expect(record.accepted.size, 'something was done at all').toBeGreaterThan(5)
  expect(await examine(devices, record, (table) => shown.get(table) ?? [])).toEqual({ lost: [], doubled: [], missed: [], disordered: [], untrue: [] })
  const { rows } = await world.sql.query<{ n: number }>(
    `select count(*)::int as n from public.uses where hotel_id = $1 and status = 'counted' group by redemption_id order by 1 desc limit 1`, [hotel])
  expect(rows[0]?.n ?? 0, 'counted uses of one code').toBeLessThanOrEqual(1)
})
