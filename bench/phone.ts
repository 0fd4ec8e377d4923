import { type Browser, chromium, type CDPSession, type Page } from '@playwright/test'
import { find } from '../scripts/chromium.mjs'

/** A page as on a phone of the middle class: cold, its processor slowed, its network if wanted. */
export interface Phone {
  page: Page
  cdp: CDPSession
  close(): Promise<void>
}

/** A mobile network as Lighthouse assumes it: 1.6 Mbit/s down, 0.75 Mbit/s up, 150 ms for each answer. */
const slow4g = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 }

/** Starts a real Chromium; throws where there is none. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = find()
  if (!executablePath) throw new Error('This benchmark needs a Chromium: set CHROMIUM_PATH, or run npm test once.')
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args: [...root, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
}

/** Opens an empty page with nothing cached, slowed from its first script on. */
export async function openPhone(browser: Browser, { slower, network = false }: { slower: number; network?: boolean }): Promise<Phone> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'en-IE', timezoneId: 'Europe/Dublin' })
  // tsx marks functions by this helper, also those that are sent into a page.
  await context.addInitScript('globalThis.__name = (named) => named')
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower })
  if (network) {
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', slow4g)
  }
  return { page, cdp, close: () => context.close() }
}
