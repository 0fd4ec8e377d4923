import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium as playwright } from '@playwright/test'
import { build } from './build.mjs'
import { chromium } from './chromium.mjs'
import { run, tool, top } from './run.mjs'

/** `npm run shots`: pictures of every page, as contact sheets and as the README's two, in docs/screenshots. */
const album = resolve(top, '.cache/shots')
const docs = resolve(top, 'docs/screenshots')
const sheets = [
  ['guest', 'phone', 200, 9],
  ['guest', 'desk', 380, 5],
  ['console', 'phone', 200, 9],
  ['console', 'desk', 460, 4],
]

rmSync(album, { recursive: true, force: true })
mkdirSync(docs, { recursive: true })
const executablePath = await chromium()
if (!(await build()) || !executablePath) process.exit(1)
const { code } = await run(tool('@playwright/test/cli.js'), ['test', 'e2e/pages.spec.ts'], { env: { SHOTS: album, CHROMIUM_PATH: executablePath } })
if (code !== 0) process.exit(code)

copyFileSync(resolve(album, 'showcase-console-desk-light.png'), resolve(docs, 'console.png'))
copyFileSync(resolve(album, 'showcase-guest-phone-light.png'), resolve(docs, 'guest.png'))
const screenshots = resolve(top, 'renderer/guest/public/screenshots')
mkdirSync(screenshots, { recursive: true })
const browser = await playwright.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
for (const [who, size, width, columns] of sheets) {
  for (const language of ['en', 'es']) {
    for (const theme of ['light', 'dark']) await sheet(`${who}-${language}-${size}-${theme}`, new RegExp(`^${who}-${language}-.*-${size}-${theme}\\.png$`), width, columns)
  }
}
for (const [page, size] of [['find', 'phone'], ['code', 'phone'], ['find', 'desk']]) await photo(`guest-en-${page}-${size}-light.png`, resolve(screenshots, `${page}-${size}.jpg`))
await browser.close()

/** A page's picture as the manifest shows it: of the same size, and lighter. */
async function photo(name, path) {
  const tab = await browser.newPage({ viewport: name.includes('-phone-') ? { width: 390, height: 844 } : { width: 1440, height: 900 } })
  await tab.goto(pathToFileURL(resolve(album, name)).href)
  await tab.screenshot({ path, type: 'jpeg', quality: 70 })
  await tab.close()
}

async function sheet(name, wanted, width, columns) {
  const pictures = readdirSync(album).filter((file) => wanted.test(file))
  const cells = pictures.map((file) => `<figure style="margin:0">${file.replace('.png', '')}<img src="${file}" style="width:100%;border:1px solid #999"></figure>`)
  const page = resolve(album, `${name}.html`)
  writeFileSync(page, `<body style="margin:8px;font:11px sans-serif;display:grid;gap:8px;grid-template-columns:repeat(${columns},${width}px)">${cells.join('')}`)
  const tab = await browser.newPage({ viewport: { width: (width + 8) * columns + 8, height: 600 } })
  await tab.goto(pathToFileURL(page).href, { waitUntil: 'networkidle' })
  await tab.screenshot({ path: resolve(docs, `${name}.jpg`), type: 'jpeg', quality: 55, fullPage: true })
  await tab.close()
}
