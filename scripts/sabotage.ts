import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from './build.mjs'
import { find } from './chromium.mjs'
import { run, tool, top } from './run.mjs'

/**
 * `npm run test:sabotage [-- word]`: takes the defences out of the real built shell, one at a time, and expects that a desktop story turns
 * red each time. A story that stays green proves nothing.
 */
interface Sabotage {
  name: string
  file: 'main.js' | 'preload.cjs'
  from: string
  to: string
  /** The story that has to notice. */
  story: string
}

const shell = (name: string, from: string, to: string, story: string): Sabotage => ({ name, file: 'main.js', from, to, story })
const preload = (name: string, from: string, to: string, story: string): Sabotage => ({ name, file: 'preload.cjs', from, to, story })
const [start, bridge, round] = ['the console starts in a hardened window', 'the page has the bridge and nothing else', 'a call goes there and back']
const [policy, scheme, permissions] = ['the content security policy holds', 'the scheme serves one folder', 'permissions: the camera']
const [windows, away, foreign, fitting] = ['no new window', 'does not go anywhere else', 'another origin in our own window', 'arguments that do not fit']
const [files, second, kept, plain] = ['files, notices and a broken page', 'a second start hands over', 'a secret, the window’s place', 'kept in plain text']

const sabotages: Sabotage[] = [
  shell('sandbox off', 'sandbox: true', 'sandbox: false', start),
  shell('context isolation off', 'contextIsolation: true', 'contextIsolation: false', start),
  shell('Node in pages', 'nodeIntegration: false', 'nodeIntegration: true', start),
  shell('web security off', 'webSecurity: true', 'webSecurity: false', start),
  shell('webviews on', 'webviewTag: false', 'webviewTag: true', start),
  shell('spell checking on', 'spellcheck: false', 'spellcheck: true', start),
  shell('preload in subframes', 'nodeIntegration: false', 'nodeIntegration: false, nodeIntegrationInSubFrames: true', 'a subframe has no bridge'),
  shell('sender check removed', 'if (!isTrusted(event)) return refuse(channel, "sender");', '', foreign),
  shell('sender check by a part of the address', 'frame.url.startsWith(`app://console/`)', 'frame.url.includes("")', foreign),
  shell('arguments not checked', 'if (!parsed.success) return refuse(channel, "arguments");', '', fitting),
  shell('new windows allowed', 'action: "deny"', 'action: "allow"', windows),
  shell('navigation not prevented', 'event.preventDefault();\n\t\tlog(`denied navigation', 'log(`denied navigation', away),
  shell('every address is ours', 'return url.startsWith(`${pageOrigin}/`)', 'return true', away),
  shell('no content security policy', '"content-security-policy": contentSecurityPolicy(supabaseUrl),', '', policy),
  shell('eval allowed', "'wasm-unsafe-eval'", "'unsafe-eval'", policy),
  shell('inline scripts allowed', "script-src 'self'", "script-src 'self' 'unsafe-inline'", policy),
  shell('every server allowed', "connect-src 'self' ${server} ${socket}", 'connect-src *', policy),
  shell('pictures from anywhere', "img-src 'self' data: blob: ${server}", 'img-src *', policy),
  shell('types guessed', '"x-content-type-options": "nosniff",', '', policy),
  shell('the way out of the folder open', 'return file.startsWith(folder + sep) ? file : null', 'return file', scheme),
  shell('every permission granted', 'answer(granted.has(permission) && isOurs(details.requestingUrl))', 'answer(true)', permissions),
  shell('every permission shown as granted', 'granted.has(permission) && isOurs(`${origin}/`)', 'true', permissions),
  shell('secrets in plain text', 'safeStorage.encryptString(value)', 'Buffer.from(value)', kept),
  shell('a key store that keeps plain text accepted', 'safeStorage.isEncryptionAvailable() && (', 'true || (', plain),
  shell('settings forgotten', 'renameSync(`${this.#file}.next`, this.#file);', '', kept),
  shell('the newest version not noted', 'renameSync(`${file}.next`, file);', '', kept),
  shell('several instances', 'if (app.requestSingleInstanceLock())', 'if (true)', second),
  shell('links of other hosts followed', ' || url.host !== "open"', '', second),
  shell('saved although cancelled', 'if (answer.canceled || !answer.filePath) return { kind: "cancelled" };', '', files),
  shell('a notice that opens nothing', 'shown.on("click", () => open(notice.route))', '', files),
  shell('a broken page left broken', 'page.reload();', '', files),
  shell('a broken page loaded again in silence', 'page.once("did-finish-load", recovered);', '', files),
  shell('waking up unheard', 'powerMonitor.on("resume"', 'powerMonitor.on("never"', round),
  preload('the preload hands out ipcRenderer', 'electron.contextBridge.exposeInMainWorld("desktop"', 'electron.contextBridge.exposeInMainWorld("ipcRenderer", { invoke: (...args) => electron.ipcRenderer.invoke(...args) });\nelectron.contextBridge.exposeInMainWorld("desktop"', bridge),
  preload('listeners never taken off', 'void electron.ipcRenderer.off("shell:event", forward)', 'undefined', round),
]

const folder = resolve(top, '.cache/sabotage')
const [word] = process.argv.slice(2)
const chosen = sabotages.filter(({ name }) => !word || name.includes(word))
let missed = 0

if (!(await build())) process.exit(1)
// The control: a story that is red without any sabotage would catch them all.
copyShell()
for (const story of new Set(chosen.map((sabotage) => sabotage.story))) {
  if ((await judge(story)) === 'SURVIVED, unseen') continue
  console.error(`“${story}” is red although nothing was taken out: it proves nothing.`)
  process.exit(1)
}
for (const sabotage of chosen) {
  const began = Date.now()
  const result = commit(sabotage) ? await judge(sabotage.story) : 'NOT APPLIED: the shell has changed'
  if (result !== 'caught') missed += 1
  console.log(`${result === 'caught' ? '✓' : '✗'} ${sabotage.name.padEnd(46)} ${result} by “${sabotage.story}” (${Math.round((Date.now() - began) / 1000)} s)`)
}
rmSync(folder, { recursive: true, force: true })
console.log(`\n${chosen.length - missed} of ${chosen.length} sabotages caught`)
process.exitCode = missed === 0 ? 0 : 1

function copyShell(): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(resolve(folder, 'dist'), { recursive: true })
  cpSync(resolve(top, 'package.json'), resolve(folder, 'package.json'))
  cpSync(resolve(top, 'dist/electron'), resolve(folder, 'dist/electron'), { recursive: true })
  symlinkSync(resolve(top, 'dist/console'), resolve(folder, 'dist/console'), 'junction')
}

/** Copies the built app with one defence taken out. False when that stands nowhere in it. */
function commit({ file, from, to }: Sabotage): boolean {
  copyShell()
  const built = resolve(folder, 'dist/electron', file)
  const text = readFileSync(built, 'utf8')
  writeFileSync(built, text.replace(from, () => to))
  return text.includes(from)
}

async function judge(story: string): Promise<string> {
  const args = ['test', 'e2e/desktop/guards.spec.ts', 'e2e/desktop/life.spec.ts', '--grep', story.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), '--reporter=line', '--trace=off', '--timeout=40000', `--output=${resolve(folder, 'results')}`]
  const { code, output } = await run(tool('@playwright/test/cli.js') as [string, string], args, { quiet: true, env: { DESKTOP_APP: folder, CHROMIUM_PATH: find() ?? '' } })
  if (/No tests found/.test(output)) return 'NO SUCH STORY'
  return code === 0 ? 'SURVIVED, unseen' : 'caught'
}
