import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { CouponSpec, HotelSpec } from './coupon-spec.ts'
import { hotelId } from './history.ts'
import { logos, pictures } from './pictures/index.ts'

const types: Record<string, string> = { '.png': 'image/png', '.webp': 'image/webp' }

/** Where a hotel's mark lies in the bucket coupon-images. */
export const logoPath = (hotel: HotelSpec): string => `${hotelId(hotel)}/logo${extname(logos[hotel.slug])}`

/** Where the picture of a demo coupon lies in the bucket coupon-images. */
export const imagePath = (hotel: HotelSpec, coupon: CouponSpec): string => `${hotelId(hotel)}/${coupon.slug}${extname(fileOf(coupon))}`

/** Puts a hotel's mark and the pictures of its coupons into the bucket, through the storage API. */
export async function uploadPictures(hotel: HotelSpec, url: string, secretKey: string): Promise<void> {
  const files = [[logoPath(hotel), logos[hotel.slug]], ...hotel.coupons.map((coupon) => [imagePath(hotel, coupon), fileOf(coupon)])] as const
  await Promise.all(files.map(async ([path = '', file = '']) => {
    const response = await fetch(`${url}/storage/v1/object/coupon-images/${path}`, {
      method: 'POST',
      headers: {
        apikey: secretKey, authorization: `Bearer ${secretKey}`, 'x-upsert': 'true',
        'content-type': types[extname(file)] ?? '', 'cache-control': 'max-age=31536000',
      },
      body: await readFile(new URL(`./pictures/${file}`, import.meta.url)),
    })
    if (!response.ok) throw new Error(`picture ${file}: HTTP ${response.status} ${await response.text()}`)
  }))
}

function fileOf({ picture }: CouponSpec): string {
  const drawn = pictures[picture]
  if (!drawn) throw new Error(`there is no picture ${picture}`)
  return drawn.file
}
