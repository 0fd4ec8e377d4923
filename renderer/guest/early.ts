import { pictureAddress, restRead, searchBy } from '../kit/catalogue/rest-read.ts'
import { searchAhead } from '../kit/catalogue/search-ahead.ts'
import { loadConfig } from '../kit/config.ts'
import { keptConfig } from '../kit/kept-config.ts'
import { loadOnce } from '../kit/load-once.ts'
import { fromAddress } from './features/find/find-query.ts'
import { pageSize, readPiece, start } from './features/find/search-pages.ts'

/*
 * A script of its own, a few kilobytes, that a slow network brings long before the app: it asks for what the find page will
 * show first, so that the answer and the first picture are there when the app is.
 */

/** The server of this installation. */
export const server = loadOnce(() => keptConfig(loadConfig))

const read = restRead(server)
/** The first page of the search in the address, already on its way. */
export const ahead = searchAhead((question) => searchBy(read, question))

if (location.pathname === '/') void askFirstPage().catch(() => null) // The page asks again, and says what is wrong.

async function askFirstPage(): Promise<void> {
  const query = fromAddress(Object.fromEntries(new URLSearchParams(location.search)))
  const { now, rest } = await readPiece({ search: ahead.ask }, query, start, pageSize, new AbortController().signal)
  const path = [...now, ...rest][0]?.image_path
  if (path) preload(pictureAddress(await server(), path))
}

function preload(href: string): void {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'image', href, crossOrigin: 'anonymous', fetchPriority: 'high' }))
}
