import { firstLoad } from './scripts/first-load.mjs'

/** The script that somebody waits for, compressed: a guest's comes over a phone's network, the console's from its own disk. */
export default [
  { name: 'guest: script of the find page', path: firstLoad('guest'), limit: '120 kB', gzip: true },
  { name: 'console: script of the desk', path: firstLoad('console', 'DeskPage'), limit: '450 kB', gzip: true },
]
