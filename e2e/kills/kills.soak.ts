import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { find } from '../../scripts/chromium.mjs'
import { bundle, servePage } from '../browser/pages.ts'

const flags = ['--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const kills = Number(process.env['KILLS'] ?? 200)
/** A kill alone empties a database once in a hundred times or so: what is to be seen of that each time is helped along. */
const damages = 5

let pages: Awaited<ReturnType<typeof servePage>>
/** What the page told since it was last opened. */
let kept: string[] = []
let found: (what: Found) => void = () => undefined
/** What failed of the journal itself. */
const failures: string[] = []

/** What a page has when it was opened: its commands, whether the browser had kept rows and cursor together, and how many commands had to be put back. */
interface Found {
  ids: string[]
  whole: boolean
  restored: number | null
}

beforeAll(async () => {
  pages = await servePage(await bundle('e2e/kills/page.ts'), (path, body) => {
    if (path === '/kept') kept.push(JSON.parse(body) as string)
    if (path === '/found') found(JSON.parse(body) as Found)
    if (path === '/failed') failures.push(body)
  })
})
afterAll(() => pages?.stop())

/** Opens the page on a profile and gives what it found there, and the way to kill its browser with everything that belongs to it. */
async function open(profile: string, query: string): Promise<Found & { kill(): Promise<void> }> {
  const told = new Promise<Found>((done) => (found = done))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser: ChildProcess = spawn(find() ?? 'chromium', [...asRoot, ...flags, `--user-data-dir=${profile}`, `${pages.url}${query}`], { detached: true, stdio: 'ignore' })
  const kill = async () => {
    process.kill(-(browser.pid ?? 0), 'SIGKILL')
    if (browser.exitCode === null && browser.signalCode === null) await once(browser, 'exit')
  }
  return { ...(await told), kill }
}

/** Does to the browser's database what a torn write does now and then: it is found corrupt when it is opened, and begun anew without a word. */
function damage(profile: string): void {
  const folder = join(profile, 'Default/IndexedDB')
  const databases = readdirSync(folder).filter((name) => name.endsWith('.leveldb'))
  expect(databases.length, 'databases to damage').toBeGreaterThan(0)
  for (const name of databases) writeFileSync(join(folder, name, 'CURRENT'), 'torn')
}

/**
 * Kills a writing browser so many times, with `first` until something is gone, with `damaged` its database along with it; counts
 * what it had acknowledged and did not have when it was opened again.
 */
async function lostBy(times: number, query: string, { first = false, damaged = false } = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'hotel-coupons-kills-'))
  const count = { kills: 0, acknowledged: 0, lost: 0, torn: 0, emptied: 0, restored: 0 }
  const promised = new Set<string>()
  try {
    for (; count.kills <= times; count.kills += 1) {
      if (first && count.lost > 0) break
      const { ids, whole, restored, kill } = await open(profile, query)
      const here = new Set(ids)
      const lost = [...promised].filter((id) => !here.has(id)).length
      if (lost > 0 || !whole || restored !== null) {
        console.log(`    kill ${count.kills}: ${lost} of ${promised.size} lost, ${restored ?? 'none'} put back, rows and cursor ${whole ? 'agree' : 'differ'}`)
      }
      count.lost += lost
      count.restored += restored ?? 0
      if (restored !== null) count.emptied += 1
      if (!whole) count.torn += 1
      // Only what came since can be lost by the next kill; what was lost is counted once.
      promised.clear()
      ids.forEach((id) => promised.add(id))
      kept = []
      await wait(40 + Math.random() * 500)
      if (damaged) while (kept.length === 0) await wait(20)
      await kill()
      if (damaged) damage(profile)
      count.acknowledged += kept.length
      kept.forEach((id) => promised.add(id))
    }
    return count
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

test(`S2, S3: ${kills} kills of a Chromium in the middle of writing lose nothing that was acknowledged, and tear nothing`, { timeout: 5_400_000 }, async () => {
  const { acknowledged, lost, torn, emptied, restored } = await lostBy(kills, '')
  console.log(`    ${kills} kills, ${acknowledged} acknowledged, ${lost} lost, ${torn} torn; the browser had lost some ${emptied} times, ${restored} were put back`)
  expect(acknowledged).toBeGreaterThan(kills)
  expect({ lost, torn, failures }).toEqual({ lost: 0, torn: 0, failures: [] })
})

test('S7: what was in a database that the browser found corrupt after each kill is put back', { timeout: 600_000 }, async () => {
  const { acknowledged, lost, emptied, restored } = await lostBy(damages, '', { damaged: true })
  console.log(`    ${damages} kills with damage, ${acknowledged} acknowledged, ${lost} lost, ${restored} put back`)
  expect({ lost, emptied, failures }).toEqual({ lost: 0, emptied: damages, failures: [] })
  expect(restored).toBeGreaterThan(0)
})

test('S7: control: without the journal it is lost', { timeout: 600_000 }, async () => {
  const count = await lostBy(damages, '?unguarded', { first: true, damaged: true })
  console.log(`    without a journal: ${count.lost} of ${count.acknowledged} lost after ${count.kills} kills`)
  expect(count.lost).toBeGreaterThan(0)
})

test('control: a page that acknowledges before it has kept loses some', { timeout: 600_000 }, async () => {
  expect((await lostBy(40, '?hasty', { first: true })).lost).toBeGreaterThan(0)
})
