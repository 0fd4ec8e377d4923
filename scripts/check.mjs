import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { install, requireNode } from './install.mjs'
import { run, tool } from './run.mjs'

/** What is checked without running the product: types, lint, import rules (in eslint.config.js), dead code, sizes. */
export const checks = {
  'types of core': [tool('typescript/bin/tsc'), ['-p', 'core']],
  'types of shell, stack and tests': [tool('typescript/bin/tsc'), ['-p', '.']],
  'types of the pages': [tool('vue-tsc/bin/vue-tsc.js'), ['-p', 'renderer']],
  'types of the edge functions': [tool('deno/bin.cjs'), ['check', '--quiet', '--no-lock', '--node-modules-dir=manual', 'supabase/functions']],
  'lint': [tool('oxlint/bin/oxlint'), ['--deny-warnings']],
  'lint and import rules': [tool('eslint/bin/eslint.js'), ['.', '--max-warnings', '0']],
  'dead code': [tool('knip/bin/knip.js'), []],
  'sizes': [tool('size-limit/bin.js'), []],
}

/** Runs every check, as many at once as there are processors, and says how each went. Resolves with how many passed and failed. */
export async function check() {
  const count = { passed: 0, failed: 0 }
  const left = Object.entries(checks)
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, runNext))
  return count

  async function runNext() {
    for (let next = left.shift(); next; next = left.shift()) {
      const [name, [command, args]] = next
      const { code, output } = await run(command, args, { quiet: true })
      console.log(`${code === 0 ? '✓' : '✗'} ${name}`)
      if (code !== 0) console.log(output)
      count[code === 0 ? 'passed' : 'failed'] += 1
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  requireNode()
  await install()
  process.exitCode = (await build()) && (await check()).failed === 0 ? 0 : 1
}
