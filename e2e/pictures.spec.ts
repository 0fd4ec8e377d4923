import { createClient } from '@supabase/supabase-js'
import type { Page } from '@playwright/test'
import ws from 'ws'
import { fileKind, pictureHeader } from '../renderer/kit/pictures/picture-header.ts'
import { signIn as signInHotelier } from './console/steps.ts'
import { newHotel, newPerson, type Person } from './fixtures/api.ts'
import { cameraPicture, refused, secret } from './fixtures/pictures.ts'
import type { Product } from './fixtures/product.ts'
import { expect, test } from './fixtures/test.ts'
import { signIn as signInGuest } from './guest/steps.ts'

test('a guest’s photo leaves the phone small, upright and without its place; what is no photo is refused with a sentence', async ({ open, product }) => {
  const guest = await newPerson(product, 'Fiona')
  const page = await open('guest')
  await signInGuest(page, guest.account)
  await page.goto('/me')
  await page.getByTestId('picture-file').setInputFiles(await cameraPicture(page))
  await expect(page.getByAltText('Your picture')).toBeVisible()
  await expectDrawnAnew(product, 'avatars', guest.id, { width: 384, height: 384 })
  await expectRefusals(page, 'avatars')

  await test.step('it shows without network, too', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.context().setOffline(true)
    await page.reload()
    await expect(page.getByAltText('Your picture')).toBeVisible()
    await page.context().setOffline(false)
  })

  await test.step('past the app, the bucket takes neither other types nor other places', async () => {
    await expectBucketRefuses(guest, 'avatars', guest.id, (await newPerson(product, 'Other')).id)
  })
})

test('a hotel’s photo is drawn anew before it leaves the desk; what is no photo is refused with a sentence', async ({ open, product }) => {
  const owner = await newPerson(product, 'Cillian')
  const hotel = await newHotel(owner, 'Hotel of Photos')
  const page = await open('hotelier')
  await signInHotelier(page, owner.account)
  await page.goto('/#/coupons/new')
  await Promise.all([page.waitForResponse((response) => response.url().includes('/storage/v1/object/coupon-images/') && response.ok()), page.getByTestId('picture-file').setInputFiles(await cameraPicture(page))])
  await expectDrawnAnew(product, 'coupon-images', hotel, { width: 1067, height: 1600 })
  await expectRefusals(page, 'coupon-images')

  await test.step('past the app, the bucket takes neither other types nor other places', async () => {
    await expectBucketRefuses(owner, 'coupon-images', hotel, await newHotel(await newPerson(product, 'Rival'), 'Hotel Next Door'))
  })
})

/** Looks at the one file in a folder, as it lies in its bucket. */
async function expectDrawnAnew({ stack }: Product, bucket: string, folder: string, size: { width: number; height: number }): Promise<void> {
  const { storage } = createClient(stack.url, stack.keys.secretKey, { realtime: { transport: ws as unknown as typeof WebSocket } })
  const { data: files } = await storage.from(bucket).list(folder)
  expect(files?.length).toBe(1)
  const { data } = await storage.from(bucket).download(`${folder}/${files?.[0]?.name}`)
  const bytes = Buffer.from(await data!.arrayBuffer())
  expect(fileKind(bytes)).toBe('webp')
  expect(pictureHeader(bytes, 'webp')).toMatchObject({ ...size, animated: false })
  for (const word of ['Exif', 'EXIF', 'XMP', secret.camera]) expect(bytes.includes(word), word).toBe(false)
}

/** Chooses each file that is no picture: a sentence says why not, and nothing is sent. */
async function expectRefusals(page: Page, bucket: string): Promise<void> {
  const sent: string[] = []
  page.on('request', (request) => void (request.method() !== 'GET' && request.url().includes(`/object/${bucket}/`) && sent.push(request.url())))
  for (const [file, why] of refused) {
    await page.getByTestId('picture-file').setInputFiles(file)
    await expect(page.getByText(why).first(), file.name).toBeVisible()
  }
  expect(sent).toEqual([])
}

async function expectBucketRefuses({ client }: Person, bucket: string, own: string, other: string): Promise<void> {
  const put = async (path: string, contentType: string) => (await client.storage.from(bucket).upload(path, new Blob(['<script>alert(1)</script>']), { contentType })).error !== null
  for (const type of ['text/html', 'image/svg+xml', 'image/png/x', 'image/*', 'image/png;charset=x', 'image', '']) expect(await put(`${own}/a.png`, type), type).toBe(true)
  for (const name of ['a.html', 'a.svg', 'a.png.html', 'a']) expect(await put(`${own}/${name}`, 'image/png'), name).toBe(true)
  expect(await put(`${other}/a.png`, 'image/png'), 'another’s folder').toBe(true)
}
