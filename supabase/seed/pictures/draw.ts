import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { pictures } from './index.ts'
import { logos } from './logos.ts'
import { scenes } from './scenes.ts'

/**
 * Draws the demo's pictures: `node --import tsx supabase/seed/pictures/draw.ts [part of a name]`. The same code and the
 * same browser give the same files; they are kept in the repository, so that the seed needs no browser.
 * `CHROMIUM_PATH` names a browser other than Playwright's.
 */
const folder = dirname(fileURLToPath(import.meta.url))
// Flat drawings stay clean down to the last of these; the first that fits is taken.
const qualities = [0.82, 0.76, 0.7, 0.64, 0.58]
const maxBytes = 40_000

async function render(page: Page, svg: string, type: 'image/webp' | 'image/png', quality = 1): Promise<Buffer> {
  const encoded = await page.evaluate(
    async (asked) => {
      const image = new Image()
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asked.svg)}`
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height)
      canvas.getContext('2d')?.drawImage(image, 0, 0)
      const bytes = new Uint8Array(await (await canvas.convertToBlob(asked)).arrayBuffer())
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
    },
    { svg, type, quality },
  )
  return Buffer.from(encoded, 'base64')
}

async function renderWithin(page: Page, svg: string): Promise<Buffer> {
  for (const quality of qualities) {
    const bytes = await render(page, svg, 'image/webp', quality)
    if (bytes.length <= maxBytes) return bytes
  }
  throw new Error('A picture is too rich for its size')
}

async function keep(name: string, bytes: Buffer): Promise<void> {
  await writeFile(join(folder, name), bytes)
  console.log(`${name} ${Math.round(bytes.length / 1000)} kB`)
}

const wanted = process.argv[2] ?? ''
const executablePath = process.env['CHROMIUM_PATH']
const browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: ['--no-sandbox'] })
try {
  const page = await browser.newPage()
  for (const [hotel, all] of Object.entries(scenes)) {
    for (const { slug, svg } of all) {
      const name = `${hotel}-${slug}.webp`
      if (pictures[slug]?.file !== name) throw new Error(`${name} is not listed in index.ts`)
      if (name.includes(wanted)) await keep(name, await renderWithin(page, svg))
    }
  }
  for (const [hotel, svg] of Object.entries(logos)) {
    const name = `${hotel}-logo.png`
    if (name.includes(wanted)) await keep(name, await render(page, svg, 'image/png'))
  }
} finally {
  await browser.close()
}
