import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import electronLog from 'electron-log/node.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { configureLog, withoutSecrets } from './log.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-log-'))))
afterEach(() => rmSync(folder, { recursive: true }))

/** The real electron-log, writing where the test can read. */
function openLog(name: string, clean: boolean) {
  const log = electronLog.create({ logId: `${name}-${folder}` })
  log.transports.console.level = false
  log.transports.file.resolvePathFn = () => join(folder, 'main.log')
  log.transports.file.sync = true
  if (clean) configureLog(log)
  return log
}
const written = () => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')

const random = (seed: number) => createHash('sha256').update(String(seed)).digest()
const codeOf = (seed: number) => [...random(seed)].slice(0, 13).map((byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte % 32]).join('')
const base64url = (seed: number) => random(seed).toString('base64url')

/** Ten ways in which a secret comes into a log; each with five secrets of its own. */
const ways: ((seed: number) => { secret: string; entry: unknown })[] = [
  (seed) => ({ secret: `eyJhbGciOiJFUzI1NiJ9.${base64url(seed)}.${base64url(seed + 1)}`, entry: null }),
  (seed) => ({ secret: `sb_secret_${base64url(seed)}`, entry: null }),
  (seed) => ({ secret: base64url(seed).slice(0, 12), entry: { headers: { authorization: `Bearer ${base64url(seed).slice(0, 12)}` } } }),
  (seed) => ({ secret: `pass-${seed}-word`, entry: `{"email":"x","password":"pass-${seed}-word"}` }),
  (seed) => ({ secret: `guest${seed}@example.com`, entry: null }),
  (seed) => ({ secret: codeOf(seed), entry: `use_code ${codeOf(seed)} refused` }),
  (seed) => ({ secret: codeOf(seed).replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3-'), entry: null }),
  (seed) => ({ secret: `key${seed}x`, entry: new Error(`GET https://abc.supabase.co/rest?apikey=key${seed}x failed`) }),
  (seed) => ({ secret: random(seed).toString('hex'), entry: ['session', random(seed).toString('hex')] }),
  (seed) => ({ secret: `user${seed}:pw${seed}`, entry: `postgres://user${seed}:pw${seed}@db.example/postgres` }),
]
const canaries = ways.flatMap((way, kind) => Array.from({ length: 5 }, (_, each) => way(kind * 100 + each)))

function sing(log: ReturnType<typeof openLog>) {
  canaries.forEach(({ secret, entry }, index) => [log.info, log.warn, log.error][index % 3]?.(entry ?? `something about ${secret}.`))
}

test('of fifty secrets none reaches the file', () => {
  sing(openLog('clean', true))
  const text = written()
  expect(text.split('\n').length).toBeGreaterThan(50)
  expect(canaries.filter(({ secret }) => text.includes(secret)).map(({ secret }) => secret)).toEqual([])
})

test('without the cleaning all fifty would', () => {
  sing(openLog('careless', false))
  const text = written()
  expect(canaries.filter(({ secret }) => text.includes(secret))).toHaveLength(50)
})

test('what helps to find a fault stays', () => {
  const line = 'refused files:save: arguments; page gone: crashed; not loaded: ERR_FAILED (-2) loading app://console/index.html#/coupons'
  expect(withoutSecrets(line)).toBe(line)
})

test('the file does not grow for ever', () => {
  const log = openLog('rotation', true)
  log.transports.file.maxSize = 2_000
  for (let line = 0; line < 200; line++) log.info(`line ${line} of many that say the same`)
  expect(readdirSync(folder).toSorted()).toEqual(['main.log', 'main.old.log'])
  expect(written().length).toBeLessThan(2 * 2_000 + 500)
})
