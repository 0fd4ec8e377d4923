/** What recovery needs of a window's page. */
interface Page {
  on(event: 'render-process-gone', listener: (event: unknown, details: { reason: string }) => void): unknown
  once(event: 'did-finish-load', listener: () => void): unknown
  reload(): void
}

/** A page that breaks down twice within a minute would do so for ever. */
const calmMs = 60_000

interface Ways {
  now: () => number
  /** The page has been loaded again; it is to be told so. */
  recovered: () => void
  /** It broke down again at once: what to do is for the user to say. */
  giveUp: () => void
  log: (message: string) => void
}

/** Loads a page that broke down once more; one that does so again at once is left, and the user asked. */
export function recoverFromCrash(page: Page, { now, recovered, giveUp, log }: Ways): void {
  let last = -Infinity
  page.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    log(`page gone: ${reason}`)
    if (now() - last < calmMs) return giveUp()
    last = now()
    // Not before it has loaded: what is sent to the process that ended reaches nobody.
    page.once('did-finish-load', recovered)
    page.reload()
  })
}
