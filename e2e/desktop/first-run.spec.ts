import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newHotel, newPerson } from '../fixtures/api.ts'
import { expect, test } from '../fixtures/test.ts'
import { appFolder, Desk } from './launch.ts'

/** The built app as a release of the hosted service is packed: its package names the server. */
async function releaseFor(server: { supabaseUrl: string; publishableKey: string }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hotel-coupons-release-'))
  const { main, name, productName, version, type } = JSON.parse(await readFile(join(appFolder, 'package.json'), 'utf8')) as Record<string, string>
  await writeFile(join(folder, 'package.json'), JSON.stringify({ main, name, productName, version, type, hosted: server }))
  await symlink(join(appFolder, 'dist'), join(folder, 'dist'), 'junction')
  return folder
}

test('a release offers its own server first; before signing in another may be looked for, and the way back keeps what was typed', async ({ product }) => {
  const owner = await newPerson(product, 'Saoirse')
  await newHotel(owner, 'Hotel of the first run')
  const { publishableKey } = product.stack.keys
  const [desk, folder] = await Promise.all([Desk.open(), releaseFor({ supabaseUrl: product.stack.url, publishableKey })])
  try {
    const { page } = await desk.launch({ app: folder, env: { SUPABASE_URL: '', SUPABASE_PUBLISHABLE_KEY: '' } })
    await expect(page.getByRole('heading', { name: 'Which server?' })).toBeVisible()
    await expect(page.getByRole('radio', { name: 'Hotel Coupons' })).toBeChecked()
    await page.getByRole('button', { name: 'Use this server' }).click()

    await page.getByLabel('E-mail').fill(owner.account.email)
    await page.getByRole('button', { name: `Server: ${new URL(product.stack.url).host}` }).click()
    await expect(page.getByRole('heading', { name: 'Which server?' })).toBeVisible()
    await page.getByRole('radio', { name: 'Our own server' }).check()
    await page.getByLabel('Address').fill('http://127.0.0.1:9')
    await page.getByLabel('Publishable key').fill(publishableKey)
    await page.getByRole('button', { name: 'Use this server' }).click()
    await expect(page.getByRole('alert')).toContainText('Nobody answers there')
    await page.getByRole('button', { name: 'Back to sign-in' }).click()

    await expect(page.getByLabel('E-mail')).toHaveValue(owner.account.email)
    await page.getByLabel('Password', { exact: true }).fill(owner.account.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByTestId('sync-status')).toHaveAccessibleName('Sync: Up to date')
  } finally {
    await desk.close()
    await rm(folder, { recursive: true })
  }
})
