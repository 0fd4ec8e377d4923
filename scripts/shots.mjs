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
  ['guest', 'phone', 260, 7],
  ['guest', 'desk', 480, 4],
  ['console', 'phone', 260, 7],
  ['console', 'desk', 640, 3],
]

rmSync(album, { recursive: true, force: true })
mkdirSync(docs, { recursive: true })
const executablePath = await chromium()
if (!(await build()) || !executablePath) process.exit(1)
const { code } = await run(tool('@playwright/test/cli.js'), ['test', 'e2e/pages.spec.ts'], { env: { SHOTS: album, CHROMIUM_PATH: executablePath } })
if (code !== 0) process.exit(code)

copyFileSync(resolve(album, 'showcase-console-desk-light.png'), resolve(docs, 'console.png'))
copyFileSync(resolve(album, 'showcase-guest-phone-light.png'), resolve(docs, 'guest.png'))
const browser = await playwright.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
for (const [who, size, width, columns] of sheets) {
  for (const theme of ['light', 'dark']) await sheet(`${who}-${size}-${theme}`, new RegExp(`^${who}.*-${size}-${theme}\\.png$`), width, columns)
}
await browser.close()

async function sheet(name, wanted, width, columns) {
  const pictures = readdirSync(album).filter((file) => wanted.test(file))
  const cells = pictures.map((file) => `<figure style="margin:0">${file.replace('.png', '')}<img src="${file}" style="width:100%;border:1px solid #999"></figure>`)
  const page = resolve(album, `${name}.html`)
  writeFileSync(page, `<body style="margin:8px;font:11px sans-serif;display:grid;gap:8px;grid-template-columns:repeat(${columns},${width}px)">${cells.join('')}`)
  const tab = await browser.newPage({ viewport: { width: (width + 8) * columns + 8, height: 600 } })
  await tab.goto(pathToFileURL(page).href, { waitUntil: 'networkidle' })
  await tab.screenshot({ path: resolve(docs, `${name}.jpg`), type: 'jpeg', quality: 70, fullPage: true })
  await tab.close()
}
