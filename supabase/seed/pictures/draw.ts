import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { scenes } from './scenes.ts'

/**
 * Draws the demo's pictures: `node --import tsx supabase/seed/pictures/draw.ts [part of a name]`. The same code and the
 * same browser give the same files; they are kept in the repository, so that the seed needs no browser.
 */
const folder = dirname(fileURLToPath(import.meta.url))
// WebP at this quality keeps flat drawings clean at 15 to 40 kB.
const quality = 0.8

async function webpOf(page: Page, svg: string): Promise<Buffer> {
  const encoded = await page.evaluate(
    async ([source, q]) => {
      const image = new Image()
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height)
      canvas.getContext('2d')?.drawImage(image, 0, 0)
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: q })).arrayBuffer())
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
    },
    [svg, quality] as const,
  )
  return Buffer.from(encoded, 'base64')
}

const wanted = process.argv[2] ?? ''
const executablePath = process.env['CHROMIUM_PATH']
const browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: ['--no-sandbox'] })
try {
  const page = await browser.newPage()
  for (const [hotel, all] of Object.entries(scenes)) {
    for (const { slug, svg } of all) {
      const name = `${hotel}-${slug}.webp`
      if (!name.includes(wanted)) continue
      const bytes = await webpOf(page, svg)
      await writeFile(`${folder}/${name}`, bytes)
      console.log(`${name} ${Math.round(bytes.length / 1024)} kB`)
    }
  }
} finally {
  await browser.close()
}
