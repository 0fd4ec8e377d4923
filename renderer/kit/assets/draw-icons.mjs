import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

/** Makes every size of the product's mark from `icon.svg`: `node renderer/kit/assets/draw-icons.mjs`. */
const here = dirname(fileURLToPath(import.meta.url))
const publicFolders = ['guest', 'console'].map((name) => join(here, '..', '..', name, 'public'))
const mark = await readFile(join(here, 'icon.svg'), 'utf8')
// A launcher that cuts its own shape needs the colour to the edge, and the mark within the middle four fifths.
const square = mark.replace('rx="114"', '')
const maskable = square.replace('rotate(-14 256 256)', 'translate(256 256) scale(.78) rotate(-14) translate(-256 -256)')
const icons = { 'icon-192.png': [mark, 192], 'icon-512.png': [mark, 512], 'icon-maskable-512.png': [maskable, 512], 'apple-touch-icon.png': [square, 180] }

const executablePath = process.env.CHROMIUM_PATH
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] })
try {
  for (const folder of publicFolders) {
    await mkdir(join(folder, 'icons'), { recursive: true })
    for (const name of ['favicon.svg', 'icons/icon.svg']) await copyFile(join(here, 'icon.svg'), join(folder, name))
    for (const [name, [svg, size]] of Object.entries(icons)) {
      const page = await browser.newPage({ viewport: { width: size, height: size } })
      await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg.replace('<svg', `<svg width="${size}" height="${size}"`)}`)
      await writeFile(join(folder, 'icons', name), await page.screenshot({ omitBackground: true }))
      await page.close()
    }
  }
} finally {
  await browser.close()
}
