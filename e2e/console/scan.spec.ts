import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { chromium } from '@playwright/test'
import { expectAccessible } from '../fixtures/axe.ts'
import { newCoupon, newHotel, newPerson, redeem } from '../fixtures/api.ts'
import { expect, test } from '../fixtures/test.ts'
import { filmOf } from '../fixtures/webcam.ts'
import { signIn } from './steps.ts'

test('the camera reads the guest’s code, and is let go', async ({ product, launchOptions }) => {
  const [owner, guest] = await Promise.all([newPerson(product, 'Maeve'), newPerson(product, 'Aoife')])
  const { code } = await redeem(guest, await newCoupon(product, await newHotel(owner, 'Hotel of Lenses'), 'A look around'))
  const film = filmOf(code)
  const browser = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`] })
  try {
    const page = await browser.newPage({ baseURL: product.consoleUrl, locale: 'en-IE' })
    const strayed: string[] = []
    page.on('request', (request) => new URL(request.url()).hostname !== '127.0.0.1' && /^https?:/.test(request.url()) && strayed.push(request.url()))
    await signIn(page, owner.account)
    await page.evaluate(() => {
      const media = navigator.mediaDevices
      const open = media.getUserMedia.bind(media)
      media.getUserMedia = async (wanted) => ((window as unknown as { camera: MediaStream }).camera = await open(wanted))
    })
    await page.getByRole('button', { name: 'Scan with the camera' }).click()
    await expect(page.getByTestId('verdict')).toContainText('A look around')
    await expect(page.getByRole('button', { name: 'Use it', exact: true })).toBeFocused()
    await expect(page.getByTestId('camera')).toHaveCount(0)
    expect(await page.evaluate(() => (window as unknown as { camera: MediaStream }).camera.getTracks().map(({ readyState }) => readyState))).toEqual(['ended'])
    expect(strayed).toEqual([])
  } finally {
    await browser.close()
    rmSync(dirname(film), { recursive: true })
  }
})

test('a desk without a camera says so', async ({ open, product }) => {
  const owner = await newPerson(product, 'Maeve')
  await newHotel(owner, 'Hotel without Lenses')
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await page.getByRole('button', { name: 'Scan with the camera' }).click()
  await expect(page.getByRole('alert')).toContainText(/camera/)
  await expectAccessible(page, 'no camera')
  await page.getByRole('button', { name: 'Close the camera', exact: true }).click()
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused()
})
