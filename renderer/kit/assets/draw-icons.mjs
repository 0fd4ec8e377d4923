import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

/**
 * Makes every size of the product's mark from `icon.svg`: `node renderer/kit/assets/draw-icons.mjs`. The pages' own, those of the
 * tray, and those that installers are packed with.
 */
const here = dirname(fileURLToPath(import.meta.url))
const publicFolders = ['guest', 'console'].map((name) => join(here, '..', '..', name, 'public'))
const shell = join(here, '../../../electron')
const mark = await readFile(join(here, 'icon.svg'), 'utf8')
// A launcher that cuts its own shape needs the colour to the edge, and the mark within the middle four fifths.
const square = mark.replace('rx="114"', '')
const maskable = square.replace('rotate(-14 256 256)', 'translate(256 256) scale(.78) rotate(-14) translate(-256 -256)')
const icons = { 'icon-192.png': [mark, 192], 'icon-512.png': [mark, 512], 'icon-maskable-512.png': [maskable, 512], 'apple-touch-icon.png': [square, 180] }

// macOS colours a tray's icon itself: one black shape, the rest empty.
const [ticket, key] = [...mark.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path)
const shape = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="32 32 448 448"><path transform="rotate(-14 256 256)" fill-rule="evenodd" d="${ticket}${key}"/></svg>`
const tray = { 'tray.png': [mark, 24], 'tray@2x.png': [mark, 48], 'trayTemplate.png': [shape, 16], 'trayTemplate@2x.png': [shape, 32] }
const packed = Object.fromEntries([16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => [`${size}x${size}.png`, [mark, size]]))

const executablePath = process.env.CHROMIUM_PATH
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] })
try {
  for (const folder of publicFolders) {
    await draw(join(folder, 'icons'), icons)
    for (const name of ['favicon.svg', 'icons/icon.svg']) await copyFile(join(here, 'icon.svg'), join(folder, name))
  }
  await draw(join(shell, 'public/icons'), tray)
  await draw(join(shell, 'packing/icons'), packed)
} finally {
  await browser.close()
}

async function draw(folder, wanted) {
  await mkdir(folder, { recursive: true })
  for (const [name, [svg, size]] of Object.entries(wanted)) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg.replace('<svg', `<svg width="${size}" height="${size}"`)}`)
    await writeFile(join(folder, name), await page.screenshot({ omitBackground: true }))
    await page.close()
  }
}
