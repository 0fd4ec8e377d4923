import type { ElectronApplication, Page } from '@playwright/test'
import { appSchema } from '../../core/domain/server-info.ts'
import { checkCode } from '../console/steps.ts'
import { newCoupon, newHotel, newPerson, redeem } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import type { Product } from '../fixtures/product.ts'
import { expect, test } from '../fixtures/test.ts'
import { Desk } from './launch.ts'
import { Wire } from './wire.ts'

const noServer = { SUPABASE_URL: '', SUPABASE_PUBLISHABLE_KEY: '' }
const syncStatus = (page: Page) => page.getByTestId('sync-status')

/** Keeps what the tray is told from here on: its tool tip, and the words of its menu. */
const watchTray = (app: ElectronApplication) =>
  app.evaluate(({ Tray }) => {
    const world = globalThis as unknown as { tray: string[] }
    const { setToolTip, setContextMenu } = Tray.prototype
    Tray.prototype.setToolTip = function (text) {
      world.tray = [text]
      setToolTip.call(this, text)
    }
    Tray.prototype.setContextMenu = function (menu) {
      world.tray.push(...menu!.items.map(({ label }) => label).filter(Boolean))
      setContextMenu.call(this, menu)
    }
  })
const tray = (app: ElectronApplication) => app.evaluate(() => (globalThis as unknown as { tray: string[] }).tray)

/** Lets the server say another contract of itself for as long as the work takes, as one does that was updated, or was not. */
async function whileServerIs(product: Product, contract: { schema: number; oldest_app: number }, work: () => Promise<void>): Promise<void> {
  const [{ definition } = { definition: '' }] = await query<{ definition: string }>(product, `select pg_get_functiondef('public.server_info'::regproc) as definition`)
  const said = JSON.stringify({ product: 'hotel-coupons', ...contract })
  await query(product, `create or replace function public.server_info() returns jsonb language sql stable set search_path = '' as $$ select '${said}'::jsonb $$`)
  try {
    await work()
  } finally {
    await query(product, definition)
  }
}
const newer = { schema: appSchema + 2, oldest_app: appSchema + 1 }
const older = { schema: appSchema - 1, oldest_app: 0 }

/** A hotel's first day with the installed console: it asks for its server, loses the network, is closed and opened again. */
test('the server is asked for once; what was done without network survives a new start and arrives once', async ({ product }) => {
  const [owner, guest] = await Promise.all([newPerson(product, 'Gráinne Byrne'), newPerson(product, 'Pat')])
  const coupon = await newCoupon(product, await newHotel(owner, 'Hotel of the desktop'), 'One breakfast')
  const { id, code } = await redeem(guest, coupon)
  const uses = async () => (await query<{ status: string }>(product, 'select status from public.uses where redemption_id = $1', [id])).map(({ status }) => status)
  const wire = await Wire.to(product.stack.url)
  const desk = await Desk.open()
  try {
    const { app, page } = await desk.launch({ env: noServer })

    await test.step('the first start asks for the server and checks it', async () => {
      await expect(page.getByRole('heading', { name: 'Which server?' })).toBeVisible()
      const useServer = async (address: string) => {
        await page.getByRole('radio', { name: 'Our own server' }).check()
        await page.getByLabel('Address').fill(address)
        await page.getByLabel('Publishable key').fill(product.stack.keys.publishableKey)
        await page.getByRole('button', { name: 'Use this server' }).click()
      }
      await useServer('http://127.0.0.1:9')
      await expect(page.getByRole('alert')).toContainText('Nobody answers there')
      await useServer(product.consoleUrl)
      await expect(page.getByRole('alert')).toContainText('not a server of Hotel Coupons')
      await whileServerIs(product, older, async () => {
        await useServer(wire.url)
        await expect(page.getByRole('alert')).toContainText('Update the server first')
      })
      await useServer(wire.url)
      await page.getByLabel('E-mail').fill(owner.account.email)
    })

    await test.step('the desk works, and the tray says how it stands', async () => {
      await watchTray(app)
      await page.getByLabel('Password', { exact: true }).fill(owner.account.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(syncStatus(page)).toHaveAccessibleName('Sync: Up to date')
      await expect.poll(() => tray(app)).toEqual(['Hotel Coupons · Up to date', 'Up to date', 'Open Hotel Coupons', 'Quit'])
    })

    await test.step('a code is used without network', async () => {
      await wire.cut()
      await checkCode(page, code)
      await expect(page.locator('[data-verdict=valid]')).toContainText('Judged offline')
      await page.getByRole('button', { name: 'Use it' }).click()
      await expect(page.locator('[data-verdict=used]')).toContainText('Accepted offline, not yet confirmed')
      await expect.poll(async () => (await tray(app))[0]).toBe('Hotel Coupons · Offline · 1 waiting')
      expect(await uses()).toEqual([])
    })
    await app.close()

    const next = await desk.launch({ env: noServer })
    await test.step('the next start, still without network, knows server, user, hotel and what waits', async () => {
      await expect(next.page.getByRole('heading', { name: 'Desk', level: 1 })).toBeVisible({ timeout: 30_000 })
      await expect(syncStatus(next.page)).toHaveAccessibleName('Sync: Offline · 1 waiting', { timeout: 30_000 })
      await checkCode(next.page, code)
      await expect(next.page.locator('[data-verdict=already-used]')).toBeVisible()
    })

    await test.step('the network returns; waking up syncs at once', async () => {
      await wire.mend()
      await next.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
      await expect(syncStatus(next.page)).toHaveAccessibleName('Sync: Up to date', { timeout: 30_000 })
      expect(await uses()).toEqual(['counted'])
    })

    await test.step('where console and server do not fit any more it says what to update, and goes on with its work', async () => {
      const notice = next.page.getByRole('alert').filter({ hasText: 'Update first' })
      await whileServerIs(product, newer, async () => {
        await next.page.reload()
        await expect(notice).toContainText('needs a newer version of the console')
        if (process.env.SHOTS) await next.page.screenshot({ path: `${process.env.SHOTS}/desktop-update-first.png` })
        await notice.getByRole('button', { name: 'Look for updates' }).click()
        await expect(notice).toContainText('This copy is not updated by itself')
        await expect(syncStatus(next.page)).toHaveAccessibleName('Sync: Up to date')
      })
      await whileServerIs(product, older, async () => {
        await next.page.reload()
        await expect(notice).toContainText('newer than its server. What you do here is kept')
      })
      await next.page.reload()
      await expect(syncStatus(next.page)).toHaveAccessibleName('Sync: Up to date')
      await expect(notice).toBeHidden()
    })

    await test.step('another server is only taken when the user says so outside of the page', async () => {
      const other = await Wire.to(product.stack.url)
      const use = (answer: number) =>
        next.app.evaluate(({ dialog }, response) => void (dialog.showMessageBox = (async () => ({ response, checkboxChecked: false })) as typeof dialog.showMessageBox), answer)
      await use(1)
      const choice = { kind: 'own' as const, supabaseUrl: other.url, publishableKey: product.stack.keys.publishableKey }
      expect(await next.page.evaluate((own) => window.desktop!.server.use(own), choice)).toEqual({ kind: 'cancelled' })
      expect((await next.page.evaluate(() => window.desktop!.app.info())).server?.supabaseUrl).toBe(wire.url)
      await other.cut()
    })

    await test.step('the settings of this computer', async () => {
      await next.app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('settings')!.click())
      await expect(next.page.getByRole('heading', { name: 'This computer', level: 1 })).toBeVisible()
      await expect(next.page.getByText(`Connected to ${new URL(wire.url).host}`)).toBeVisible()
      await expect(next.page.getByText('This copy is not updated by itself, since')).toBeVisible()
      if (process.env.SHOTS) await next.page.screenshot({ path: `${process.env.SHOTS}/desktop-settings.png` })
    })
  } finally {
    await desk.close()
    await wire.cut()
  }
})
