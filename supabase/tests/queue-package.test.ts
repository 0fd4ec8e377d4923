import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.ts'

const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const source = join(top, 'core', 'queue')
const run = promisify(execFile)
let world: World
let home: string

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'hotel-coupons-package-'))
  const installed = join(home, 'node_modules', '@hotel-coupons', 'queue')
  // As npm would put it together and unpack it: built, with its manifest, without a file of its sources.
  const [, ready] = await Promise.all([
    run(process.execPath, [join(top, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', source, '--outDir', join(installed, 'dist')]),
    startWorld(),
  ])
  world = ready
  cpSync(join(source, 'package.json'), join(installed, 'package.json'))
  for (const name of Object.keys((JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { dependencies: object }).dependencies)) {
    mkdirSync(dirname(join(home, 'node_modules', name)), { recursive: true })
    symlinkSync(join(top, 'node_modules', name), join(home, 'node_modules', name), 'junction')
  }
})
afterAll(async () => {
  await world?.stop()
  rmSync(home, { recursive: true, force: true })
})

const node = async (script: string): Promise<string> => {
  writeFileSync(join(home, 'example.mjs'), script)
  const env = { ...process.env, SUPABASE_URL: world.stack.url, SUPABASE_SECRET_KEY: world.stack.keys.secretKey }
  return (await run(process.execPath, ['example.mjs'], { cwd: home, env })).stdout
}

test('the example of the README does what the README says, as an installed package', async () => {
  const readme = readFileSync(join(source, 'README.md'), 'utf8')
  const [, example = '', output = ''] = /```js\n(.*?)```.*?```text\n(.*?)```/s.exec(readme) ?? []
  expect(await node(example)).toBe(output)
})

test('every export can be imported, and has types', async () => {
  const { exports } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { exports: Record<string, { types: string }> }
  const names = Object.keys(exports).map((path) => path.replace('.', '@hotel-coupons/queue'))
  const script = names.map((name) => `console.log(Object.keys(await import('${name}')).length > 0)`).join('\n')
  expect(await node(script)).toBe('true\n'.repeat(names.length))
  for (const { types } of Object.values(exports)) expect(readFileSync(join(home, 'node_modules/@hotel-coupons/queue', types), 'utf8')).toContain('export')
})
