import { cpus, loadavg } from 'node:os'
import process from 'node:process'

/** `npm run bench [-- NAME …]`: runs the named benchmarks, or all. A missed goal is printed, not an error. */
const benches: Record<string, () => Promise<{ run(): Promise<void> }>> = {
  enqueue: () => import('./enqueue.ts'),
  drain: () => import('./drain.ts'),
  api: () => import('./api.ts'),
  bloat: () => import('./bloat.ts'),
  search: () => import('./search.ts'),
  audit: () => import('./audit.ts'),
  verify: () => import('./verify.ts'),
  feed: () => import('./feed.ts'),
  publish: () => import('./publish.ts'),
  'flash-sale': () => import('./flash-sale.ts'),
  bytes: () => import('./bytes.ts'),
  sync: () => import('./sync.ts'),
  'console-start': () => import('./console-start.ts'),
  verdict: () => import('./verdict.ts'),
  memory: () => import('./memory.ts'),
  report: () => import('./report.ts'),
  'report-click': () => import('./report-click.ts'),
  companion: () => import('./companion.ts'),
  capture: () => import('./capture.ts'),
  stack: () => import('./stack.ts'),
}

const names = process.argv.slice(2)
const unknown = names.filter(name => !benches[name])
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}`)
  process.exit(1)
}
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  // A figure that a clock gave is worth as much as the machine was quiet.
  console.error(`${name}: ${loadavg()[0]!.toFixed(1)} programs want the ${cpus().length} processors`)
  await (await benches[name]!()).run()
}
