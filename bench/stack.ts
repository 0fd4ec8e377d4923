import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { removeDataFolder } from '../stack/data-folder.ts'
import { atMost, median, print } from './figure.ts'
import { treeMemory } from './process-memory.ts'

const cache = resolve(import.meta.dirname, '../.cache/postgres')

/**
 * Starts of the local stack, from the first line of the process to the last service that answers:
 * `first` with nothing there at all (as on a fresh clone), `cold` without a data folder, `warm` with one; then its memory when idle.
 */
export async function run(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'hotel-coupons-bench-'))
  try {
    print(atMost('stack.first', median(await withoutCache(() => times(3, () => firstStart(place)))), 's', 8))
    print(atMost('stack.cold', median(await times(5, () => freshStart(place))), 's', 8))
    await timedStart(join(place, 'warm'))
    print(atMost('stack.warm', median(await times(5, () => timedStart(join(place, 'warm')))), 's', 3))
    await memory(place)
  } finally {
    for (const name of ['cold', 'warm']) removeDataFolder(join(place, name))
    rmSync(place, { recursive: true, force: true })
  }
}

async function times(rounds: number, measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = []
  for (let round = 0; round < rounds; round += 1) values.push(await measure())
  return values
}

async function firstStart(place: string): Promise<number> {
  rmSync(cache, { recursive: true, force: true })
  return freshStart(place)
}

async function freshStart(place: string): Promise<number> {
  const dataDir = join(place, 'cold')
  removeDataFolder(dataDir)
  return timedStart(dataDir)
}

async function timedStart(dataDir: string): Promise<number> {
  const { child, seconds } = await start(dataDir)
  await stop(child)
  return seconds
}

/** Puts the kept templates aside, so that each start makes them anew, and back again afterwards. */
async function withoutCache(measure: () => Promise<number[]>): Promise<number[]> {
  const aside = `${cache}.aside`
  const had = existsSync(cache)
  if (had) renameSync(cache, aside)
  try {
    return await measure()
  } finally {
    if (had) {
      rmSync(cache, { recursive: true, force: true })
      renameSync(aside, cache)
    }
  }
}

async function memory(place: string): Promise<void> {
  const { child } = await start(join(place, 'warm'))
  await wait(15_000) // idle for several turns of the schedule
  const megabytes = treeMemory(child.pid!)
  if (megabytes === null) console.error('stack.idle-memory needs a system with /proc')
  else print(atMost('stack.idle-memory', megabytes, 'MB', 400))
  await stop(child)
}

async function start(dataDir: string): Promise<{ child: ChildProcess; seconds: number }> {
  const began = performance.now()
  const child = fork(join(import.meta.dirname, 'stack-child.ts'), [dataDir], { execArgv: ['--import', 'tsx'] })
  await Promise.race([once(child, 'message'), once(child, 'exit').then(() => Promise.reject(new Error('the stack did not start')))])
  return { child, seconds: (performance.now() - began) / 1000 }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.send('stop')
  await ended
}
