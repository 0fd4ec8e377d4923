import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { CouponSpec, HotelSpec } from './coupon-spec.ts'
import { hotelId } from './history.ts'

const fileOf = (coupon: CouponSpec): string => fileURLToPath(new URL(`./pictures/${coupon.picture}.webp`, import.meta.url))

/** Where the picture of a demo coupon lies in the bucket coupon-images; null where none was drawn. */
export function imagePath(hotel: HotelSpec, coupon: CouponSpec): string | null {
  return existsSync(fileOf(coupon)) ? `${hotelId(hotel)}/${coupon.slug}.webp` : null
}

/** Puts the pictures of a hotel's coupons into the bucket, through the storage API. */
export async function uploadPictures(hotel: HotelSpec, url: string, secretKey: string): Promise<void> {
  await Promise.all(hotel.coupons.map(async (coupon) => {
    const path = imagePath(hotel, coupon)
    if (!path) return
    const response = await fetch(`${url}/storage/v1/object/coupon-images/${path}`, {
      method: 'POST',
      headers: {
        apikey: secretKey, authorization: `Bearer ${secretKey}`, 'x-upsert': 'true',
        'content-type': 'image/webp', 'cache-control': 'max-age=31536000',
      },
      body: await readFile(fileOf(coupon)),
    })
    if (!response.ok) throw new Error(`picture ${coupon.slug}: HTTP ${response.status} ${await response.text()}`)
  }))
}
