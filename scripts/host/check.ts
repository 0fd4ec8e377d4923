import type { AppConfig } from '../../stack/static.ts'
import { hostHeaders } from './files.ts'

/** Looks at a served companion as a guest's browser would, and gives what is not as it should be; nothing where all is. */
export async function checkHost(url: string, config: AppConfig): Promise<string[]> {
  const wrong: string[] = []
  const expectThat = (holds: boolean, what: string) => void (holds || wrong.push(what))
  const get = async (path: string) => {
    const response = await fetch(new URL(path, url), { redirect: 'manual' })
    const missing = Object.entries(hostHeaders(config)).filter(([name, value]) => response.headers.get(name) !== value).map(([name]) => name)
    expectThat(missing.length === 0, `${path} comes without, or with another ${missing.join(', ')}`)
    return { status: response.status, body: await response.text(), cache: response.headers.get('cache-control') ?? '' }
  }

  const page = await get('/')
  expectThat(page.status === 200 && /no-cache|must-revalidate/.test(page.cache), `/ answers ${page.status}, kept as “${page.cache}”`)
  const route = await get('/wallet')
  expectThat(route.status === 200 && route.body === page.body, `/wallet answers ${route.status}, and not the page`)
  const told = await get('/config.json')
  expectThat(saysTheSame(told.body, config), `/config.json says “${told.body.slice(0, 200)}”`)
  const worker = await get('/sw.js')
  expectThat(worker.status === 200 && worker.body !== page.body && !/max-age=[1-9]\d{3}/.test(worker.cache.replace(/s-maxage=\d+/, '')), `/sw.js answers ${worker.status}, kept as “${worker.cache}”`)
  const script = /\/assets\/[\w.-]+\.js/.exec(page.body)?.[0]
  const built = script ? await get(script) : undefined
  expectThat(built?.status === 200 && built.cache.includes('immutable'), `${script ?? 'a script of the page'} answers ${built?.status}, kept as “${built?.cache}”`)
  const gone = await get('/assets/gone-00000000.js')
  expectThat(gone.status === 404, `a missing file of /assets/ answers ${gone.status}: the page in its place would be kept for a year`)
  return wrong
}

/** Written by hand it may have its parts in another order, and no key for pushes as an empty one. */
function saysTheSame(text: string, { supabaseUrl, publishableKey, vapidPublicKey = '' }: AppConfig): boolean {
  try {
    const said = JSON.parse(text) as Partial<AppConfig>
    return said.supabaseUrl === supabaseUrl && said.publishableKey === publishableKey && (said.vapidPublicKey ?? '') === vapidPublicKey
  } catch {
    return false // a page, or nothing
  }
}
