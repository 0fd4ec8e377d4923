import { readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { top } from './run.mjs'

/** Scripts that a built app loads before its first page shows: what its HTML names, the page's own file if it has one, and all that these import. */
export function firstLoad(app, page) {
  const folder = resolve(top, 'dist', app)
  const html = readFileSync(resolve(folder, 'index.html'), 'utf8')
  const entries = [...html.matchAll(/(?:src|href)="\.?\/(assets\/[^"]+\.js)"/g)].map(([, path]) => resolve(folder, path))
  const own = page ? readdirSync(resolve(folder, 'assets')).filter((file) => new RegExp(`^${page}-[\\w-]{8}\\.js$`).test(file)) : []
  if (entries.length === 0 || own.length !== (page ? 1 : 0)) throw new Error(`dist/${app} has no ${page ?? 'script'}: build it first`)
  const found = new Set()
  for (const file of [...entries, ...own.map((name) => resolve(folder, 'assets', name))]) follow(file, found)
  return [...found]
}

/** Imports that are awaited before a file runs; those that it asks for later, by `import()`, do not count. */
function follow(file, found) {
  if (found.has(file)) return
  found.add(file)
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) follow(resolve(dirname(file), path), found)
}
