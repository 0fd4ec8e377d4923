import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Findings } from '../../core/sync/simulation/examine.ts'
import { run, tool, top } from '../run.mjs'
import type { Sabotage } from './sabotages.ts'

/** Where copies of the engine are broken: below the top, so that they find the packages. */
const folder = resolve(top, '.cache/sync-sabotage')
const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

/** So many seeds are tried before a sabotage counts as unseen. */
export const mostSeeds = 60
/** A simulation takes a tenth of a second; one that is broken may never end. */
const patienceMs = 30_000

let copies = 0

/** A copy of the sync with one place changed, or null where that place is no more. Without a sabotage an exact one. */
export function copyOf(sabotage: Sabotage | null, parts: readonly string[] = ['core/domain', 'core/sync']): { at: string; remove(): void } | null {
  const at = join(folder, `${process.pid}-${(copies += 1)}`)
  for (const part of parts) {
    mkdirSync(join(at, part), { recursive: true })
    cpSync(resolve(top, part), join(at, part), { recursive: true })
  }
  cpSync(resolve(top, 'tsconfig.base.json'), join(at, 'tsconfig.base.json'))
  writeFileSync(join(at, 'vitest.config.ts'), 'export default {}')
  const remove = () => rmSync(at, { recursive: true, force: true })
  if (!sabotage) return { at, remove }
  const text = readFileSync(join(at, sabotage.file), 'utf8')
  if (text.split(sabotage.from).length !== 2) return (remove(), null)
  writeFileSync(join(at, sabotage.file), text.replace(sabotage.from, () => sabotage.to))
  return { at, remove }
}

/** What the simulation in a copy finds, and at which seed; null where it finds nothing. */
export async function simulateIn(at: string, seeds = mostSeeds): Promise<string | null> {
  const path = pathToFileURL(join(at, 'core/sync/simulation/simulate.ts')).href
  const { simulate } = (await import(/* @vite-ignore */ path)) as { simulate(seed: number, tick: () => Promise<void>): Promise<Findings> }
  for (let seed = 1; seed <= seeds; seed += 1) {
    const findings = await withinPatience(simulate(seed, tick).catch((error: unknown) => ({ threw: [String(error)] })))
    if (!findings) return `never ended, seed ${seed}`
    const kinds = Object.entries(findings).flatMap(([kind, list]) => (list.length > 0 ? [kind] : []))
    if (kinds.length > 0) return `${kinds.join(', ')}, seed ${seed}`
  }
  return null
}

async function withinPatience<R>(work: Promise<R>): Promise<R | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((done) => (timer = setTimeout(() => done(null), patienceMs)))
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Whether the tests of a file that cite a rule are green in a copy; null where there are none. */
export async function testIn(at: string, file: string, rule: string): Promise<boolean | null> {
  const args = ['run', '--root', at, file, '-t', `\\b${rule}\\b[,:]`]
  const { code, output } = await run(tool('vitest/vitest.mjs') as [string, string], args, { quiet: true, env: { VITEST: undefined, VITEST_POOL_ID: undefined, VITEST_WORKER_ID: undefined, NO_COLOR: '1', FORCE_COLOR: undefined } })
  if (!/Tests\s.*\d+ (passed|failed)/.test(output)) return null
  return code === 0
}

/** What became of a sabotage: who saw it and how, or that nobody did. */
export async function judge(sabotage: Sabotage): Promise<{ isSeen: boolean; words: string }> {
  const isSimulated = sabotage.by === 'simulation'
  const copy = copyOf(sabotage, isSimulated ? undefined : ['core', 'renderer/kit'])
  if (!copy) return { isSeen: false, words: 'NOT COMMITTED: the place has changed' }
  try {
    if (isSimulated) {
      const found = await simulateIn(copy.at)
      return { isSeen: found !== null, words: found ? `simulation: ${found}` : 'UNSEEN by the simulation' }
    }
    const isGreen = await testIn(copy.at, sabotage.by, sabotage.rule)
    const words = isGreen === null ? 'NO TEST of this rule' : isGreen ? 'UNSEEN' : 'caught'
    return { isSeen: isGreen === false, words: `${words} by ${sabotage.by}` }
  } finally {
    copy.remove()
  }
}
