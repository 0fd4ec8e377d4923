import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from './build.mjs'
import { check } from './check.mjs'
import { chromium } from './chromium.mjs'
import { install, requireNode } from './install.mjs'
import { run, tool, top } from './run.mjs'

/** `npm test`: sets itself up, runs everything, and ends with one line that counts it. */
const results = resolve(top, '.cache/results')
const total = { passed: 0, failed: 0 }

requireNode()
await install()
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

await step('build', async () => ((await build()) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }))
await step('checks', check)
for (const project of ['unit', 'stack', 'db']) await step(`${project} tests`, () => vitest(project))
await step('browser stories', stories)

console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

async function step(name, work) {
  console.log(`\n── ${name}`)
  const began = Date.now()
  const count = await work()
  total.passed += count.passed
  total.failed += count.failed
  console.log(`── ${name}: ${count.passed} passed, ${count.failed} failed (${Math.round((Date.now() - began) / 1000)} s)`)
}

async function vitest(project) {
  const file = resolve(results, `${project}.json`)
  const { code } = await run(tool('vitest/vitest.mjs'), ['run', '--project', project, '--reporter=dot', '--reporter=json', '--reporter=./supabase/tests/proof/print.ts', `--outputFile.json=${file}`])
  const { numPassedTests: passed, numFailedTests: failed } = read(file) ?? { numPassedTests: 0, numFailedTests: 1 }
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1) }
}

async function stories() {
  const browser = await chromium()
  if (!browser) {
    console.error('No Chromium was found and none could be installed. Install one, or name it in CHROMIUM_PATH.')
    return { passed: 0, failed: 1 }
  }
  const file = resolve(results, 'stories.json')
  const { code } = await run(tool('@playwright/test/cli.js'), ['test', '--reporter=list,json'], {
    env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  })
  const stats = read(file)?.stats ?? { expected: 0, unexpected: 1, flaky: 0 }
  const failed = stats.unexpected + stats.flaky
  return { passed: stats.expected, failed: code === 0 ? failed : Math.max(failed, 1) }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null // the runner died before it wrote its count; the caller counts that as one failure
  }
}
