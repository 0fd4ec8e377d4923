import { createHash, generateKeyPairSync } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { signRelease } from '../../electron/update/release.ts'
import { Feed } from '../../electron/update/test-feed.ts'
import { Desk, nobody } from './launch.ts'

/** The whole way through the shell; every other lie of a feed is in electron/update/updates.test.ts. */
test('an update that was swapped together with its feed is refused; the honest one is installed when the app ends', async () => {
  test.skip(process.platform !== 'linux', 'elsewhere an update is an installer; release checks')
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const program = (words: string) => Buffer.from(`#!/bin/sh\n# ${words}\nexit 0\n`)
  const release = (bytes: Buffer) => ({
    version: '9.9.9',
    releaseChannel: 'latest',
    files: [{ url: 'HotelCoupons-9.9.9.AppImage', sha512: createHash('sha512').update(bytes).digest('base64') }],
    releaseNotes: 'A faster desk.',
  })
  const honest = signRelease(release(program('9.9.9')), privateKey.export({ format: 'pem', type: 'pkcs8' }) as string)
  const [desk, feed] = await Promise.all([Desk.open(), Feed.open()])
  const serve = (told: object, bytes: Buffer) => {
    feed.files.set('/latest-linux.yml', JSON.stringify(told))
    feed.files.set('/HotelCoupons-9.9.9.AppImage', bytes)
  }
  const installed = join(desk.profile, 'HotelCoupons.AppImage')
  const config = join(desk.profile, 'update.yml')
  await writeFile(installed, program('installed'), { mode: 0o755 })
  await writeFile(config, JSON.stringify({ provider: 'generic', url: feed.url, updaterCacheDirName: 'updates' }))
  try {
    const { app, page } = await desk.launch({
      env: {
        ...nobody,
        APPIMAGE: installed,
        XDG_CACHE_HOME: join(desk.profile, 'cache'),
        HOTEL_COUPONS_UPDATE_CONFIG: config,
        HOTEL_COUPONS_RELEASE_KEY: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
      },
    })
    const check = () => page.evaluate(() => window.desktop!.updates.check())
    expect(await check()).toEqual({ kind: 'unreachable' })
    serve({ ...honest, files: release(program('evil')).files }, program('evil'))
    expect(await check()).toEqual({ kind: 'refused', reason: 'unsigned' })
    expect(await page.evaluate(() => window.desktop!.updates.install())).toEqual({ kind: 'not-ready' })
    serve(honest, program('9.9.9'))
    expect(await check()).toEqual({ kind: 'ready', version: '9.9.9', notes: 'A faster desk.' })
    await expect(page.getByText('Version 9.9.9 is ready', { exact: true })).toBeVisible()
    expect(await readFile(installed, 'utf8')).toContain('# installed')
    await app.close()
    await expect.poll(() => readFile(installed, 'utf8')).toContain('# 9.9.9')
  } finally {
    await desk.close()
    await feed.close()
  }
})
