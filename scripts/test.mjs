import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { build } from './build.mjs'
import { check } from './check.mjs'
import { chromium } from './chromium.mjs'
import { install, requireNode } from './install.mjs'
import { run, tool, top } from './run.mjs'

/** `npm test`: sets itself up, runs everything, names what failed, and ends with one line that counts it. */
const results = resolve(top, '.cache/results')
const total = { passed: 0, failed: 0 }
const failures = []

requireNode()
await install()
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

await step('build', async () => ((await build()) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }))
await step('checks', check)
for (const project of ['unit', 'stack', 'db']) await step(`${project} tests`, () => vitest(project))
await step('browser stories', stories)

if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`)
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
  const { numPassedTests: passed, numFailedTests: failed, testResults } = read(file) ?? { numPassedTests: 0, numFailedTests: 1, testResults: [] }
  failures.push(...testResults.flatMap(failedIn))
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
  const { stats, suites } = read(file) ?? { stats: { expected: 0, unexpected: 1, flaky: 0 }, suites: [] }
  failures.push(...suites.flatMap(failedStories))
  const failed = stats.unexpected + stats.flaky
  return { passed: stats.expected, failed: code === 0 ? failed : Math.max(failed, 1) }
}

/** What failed in one of vitest's files: its tests with the first line of each error, or the file where none could begin. */
function failedIn({ name, status, message, assertionResults }) {
  const file = relative(top, name)
  const tests = assertionResults.filter((test) => test.status === 'failed')
  if (tests.length === 0) return status === 'failed' ? [`  ${file}: ${firstLine(message)}`] : []
  return tests.map(({ fullName, failureMessages }) => `  ${file} › ${fullName}: ${firstLine(failureMessages[0])}`)
}

/** The same of Playwright's suites, which hold each other. */
function failedStories({ suites = [], specs = [] }) {
  const failed = specs.filter(({ ok }) => !ok).map(({ file, line, title }) => `  ${file}:${line} › ${title}`)
  return [...failed, ...suites.flatMap(failedStories)]
}

function firstLine(text = '') {
  return text.split('\n', 1)[0]
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null // the runner died before it wrote its count; the caller counts that as one failure
  }
}
