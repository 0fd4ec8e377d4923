import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { join, openHotel, replicaOf } from './scene.ts'
import { call, command, type Json, type Person, refusal, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let desk: Person
let hotel: string

beforeAll(async () => {
  world = await startWorld()
  ;[owner, desk] = [await world.person('owner'), await world.person('desk')]
  hotel = await openHotel(owner)
  await join(world, hotel, desk, 'desk')
})
afterAll(() => world?.stop())

async function upload(person: Person, name: string): Promise<string> {
  const path = `${hotel}/${name}.pdf`
  const { error } = await person.client.storage.from('reports').upload(path, new Blob(['%PDF-1.7'], { type: 'application/pdf' }), { contentType: 'application/pdf' })
  if (error) throw error
  return path
}
const reportAt = (path: string): Json => ({ id: randomUUID(), hotel_id: hotel, from_day: '2026-01-01', to_day: '2026-01-31', path, bytes: 8 })

test('a saved report is listed, and the other members are told', async () => {
  const report = reportAt(await upload(desk, 'january'))
  const args = { command_id: randomUUID(), report }
  expect(await call(desk.client, 'save_report', args)).toEqual({ kind: 'saved', report_id: report.id })
  expect(await call(desk.client, 'save_report', args)).toEqual({ kind: 'saved', report_id: report.id })
  const { data } = await owner.client.from('reports').select('id, from_day, to_day, path, bytes, created_by')
  expect(data).toEqual([{ id: report.id, from_day: '2026-01-01', to_day: '2026-01-31', path: report.path, bytes: 8, created_by: desk.id }])

  const told = async (person: Person) => {
    const own = replicaOf(person)
    await own.pull()
    return Object.values(own.tables['notifications'] ?? {}).map(({ kind, payload }) => [kind, payload.report_id])
  }
  expect([await told(owner), await told(desk)]).toEqual([[['report-saved', report.id]], []])
})

test('a report without its file, or listed before, is refused', async () => {
  const save = (report: Json) => refusal(owner.client, 'save_report', { command_id: randomUUID(), report })
  expect(await save(reportAt(`${hotel}/missing.pdf`))).toMatchObject({ code: 'HC004', details: 'path' })
  const report = reportAt(await upload(owner, 'february'))
  await command(owner.client, 'save_report', { report })
  expect(await save({ ...report, id: randomUUID() })).toMatchObject({ code: 'HC007', details: 'saved' })
  expect(await save({ ...reportAt(report.path), id: report.id, path: await upload(owner, 'march') })).toMatchObject({ code: 'HC007', details: 'saved' })
})

test('the desk’s channel hears of it', async () => {
  const channel = owner.client.channel(`hotel:${hotel}:desk`, { config: { private: true } })
  const heard = new Promise<string[]>((resolve) => {
    channel.on('broadcast', { event: 'changed' }, ({ payload }) => payload.tables.includes('reports') && resolve(payload.tables))
  })
  await new Promise<void>((resolve) => void channel.subscribe((state) => state === 'SUBSCRIBED' && resolve()))
  await command(desk.client, 'save_report', { report: reportAt(await upload(desk, 'april')) })
  expect(await heard).toContain('reports')
  await owner.client.removeAllChannels()
})
