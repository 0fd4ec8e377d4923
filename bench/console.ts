import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { newPerson, type Person } from '../e2e/fixtures/api.ts'
import { signIn } from '../e2e/console/steps.ts'
import { startProduct, type Product } from '../e2e/fixtures/product.ts'
import { find } from '../scripts/chromium.mjs'
import { openPool } from './database.ts'
import { makeGuests, makePast, makeRedemptions } from './masses.ts'
import { makeDraft, makeHotel, publish } from './people.ts'
import { sized } from './sizes.ts'

/** A hotel of so many coupons, each redeemed by so many guests; where `pastDays` are given within so many days, and four of five are used. */
interface Size {
  coupons: number
  guests: number
  pastDays?: number
}

/** The built console on a hotel with many redemptions: what its owner is, some of their codes, and browsers to open it with. */
export interface BusyConsole {
  product: Product
  owner: Person
  codes: string[]
  redemptions: number
  /** A browser whose data stay in this folder, so that a second one finds what the first one kept. */
  launch(folder: string, more?: readonly string[]): Promise<{ context: BrowserContext; page: Page }>
  folder(): string
}

const flags = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** Starts the product on a hotel of 50 coupons, each redeemed by 1,000 guests, or of another size, and removes all of it afterwards. */
export async function withBusyConsole(work: (busy: BusyConsole) => Promise<void>, size: Partial<Size> = {}): Promise<void> {
  const product = await startProduct({ seed: false })
  const place = mkdtempSync(join(tmpdir(), 'hotel-coupons-bench-console-'))
  const opened: BrowserContext[] = []
  let folders = 0
  try {
    await work({
      product,
      ...(await fill(product, { coupons: 50, guests: sized(1_000, 20), ...size })),
      folder: () => join(place, String(folders++)),
      launch: async (folder, more = []) => {
        const executablePath = find()
        const context = await chromium.launchPersistentContext(folder, {
          ...(executablePath ? { executablePath } : {}),
          args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...flags, ...more],
          locale: 'en-IE',
          viewport: { width: 1440, height: 900 },
          baseURL: product.consoleUrl,
        })
        opened.push(context)
        // tsx marks functions by this helper, also those that are sent into a page.
        await context.addInitScript('globalThis.__name = (named) => named')
        return { context, page: context.pages()[0] ?? (await context.newPage()) }
      },
    })
  } finally {
    await Promise.all(opened.map((context) => context.close().catch(() => undefined)))
    await product.stop()
    rmSync(place, { recursive: true, force: true })
  }
}

async function fill(product: Product, { coupons, guests, pastDays }: Size): Promise<{ owner: Person; codes: string[]; redemptions: number }> {
  const db = openPool({ connectionString: product.stack.dbUrl, max: 2 })
  const admin = openPool({ connectionString: product.stack.adminUrl, max: 2 })
  try {
    const owner = await newPerson(product, 'Maeve')
    const hotel = await makeHotel(db, owner.id)
    for (let n = 0; n < coupons; n += 1) await publish(db, owner.id, await makeDraft(db, owner.id, hotel))
    await makeGuests(admin, guests)
    const codes = await makeRedemptions(admin, hotel, 50)
    if (pastDays) await makePast(admin, { hotel, member: owner.id, days: pastDays })
    return { owner, codes, redemptions: coupons * guests }
  } finally {
    await Promise.all([db.end(), admin.end()])
  }
}

/** Signs the owner in and waits until the replica has everything. Gives the seconds from the first page asked for to the last row kept. */
export async function firstSync(page: Page, { owner }: BusyConsole): Promise<number> {
  let began = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/rpc/pull_changes')) began ||= performance.now()
  })
  await signIn(page, owner.account)
  await upToDate(page)
  return (performance.now() - began) / 1_000
}

/** Waits until the status says that everything is there. */
export async function upToDate(page: Page): Promise<void> {
  await page.locator('[data-testid=sync-status][aria-label="Sync: Up to date"]').waitFor({ timeout: 180_000 })
}
