import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { testsIn } from './tests-in.ts'

/**
 * The twenty points of https://www.electronjs.org/docs/latest/tutorial/security, each with the tests that hold it: a file and a
 * test's name in it. A point without a test, a test that is gone, and one that may be left out of a run fail here.
 */
const top = resolve(import.meta.dirname, '../..')
const guards = 'e2e/desktop/guards.spec.ts'
const here = 'electron/security/checklist.test.ts'

const fuse = "fuse ${name} is ${on ? 'on' : 'off'}"

const checklist: Record<string, [file: string, test: string][]> = {
  '1 only load secure content': [[guards, 'the content security policy holds'], ['electron/settings.test.ts', 'a server at %s: %s']],
  '2 no Node.js integration for remote content': [[guards, 'the console starts in a hardened window']],
  '3 context isolation': [[guards, 'the page has the bridge and nothing else of the shell'], [guards, 'the console starts in a hardened window']],
  '4 process sandboxing': [[guards, 'the console starts in a hardened window']],
  '5 permission requests from remote content': [[guards, 'permissions: the camera for codes, the rest is denied']],
  '6 webSecurity stays on': [[guards, 'the console starts in a hardened window']],
  '7 a content security policy': [[guards, 'the content security policy holds'], ['electron/security/app-protocol.test.ts', 'the page comes with its policy']],
  '8 no allowRunningInsecureContent': [[here, 'the shell never says %s']],
  '9 no experimental features': [[here, 'the shell never says %s']],
  '10 no enableBlinkFeatures': [[here, 'the shell never says %s']],
  '11 webview: no allowpopups': [[guards, 'the console starts in a hardened window'], [here, 'no page has a webview']],
  '12 webview: verify options before creation': [[here, 'a webview that should come to be all the same is prevented']],
  '13 limit navigation': [[guards, 'the window does not go anywhere else']],
  '14 limit new windows': [[guards, 'no new window, whoever asks']],
  '15 no shell.openExternal with untrusted content': [[here, 'the shell never says %s'], ['electron/handlers/files.test.ts', '%s opens as %s']],
  '16 a current version of Electron': [[here, 'Electron is named exactly, and not an old one']],
  '17 validate the sender of all IPC messages': [[guards, 'a page of another origin in our own window is refused at every channel'], ['electron/registrar.test.ts', 'no channel answers %s']],
  '18 no file:// protocol': [[guards, 'the scheme serves one folder and nothing else'], [here, 'the shell never says %s']],
  '19 fuses': [['scripts/pack-check.mjs', fuse]],
  '20 no Electron APIs for untrusted content': [[guards, 'the page has the bridge and nothing else of the shell'], [here, 'nothing but the registrar answers the page']],
}

test('all twenty points have a test', () => {
  expect(Object.keys(checklist)).toHaveLength(20)
  expect(Object.entries(checklist).filter(([, tests]) => tests.length === 0)).toEqual([])
})

test.each(Object.entries(checklist))('%s', (_point, tests) => {
  for (const [file, name] of tests) {
    const called = testsIn(readFileSync(join(top, file), 'utf8')).filter((test) => test.name === name)
    expect(called, `“${name}” is called once in ${file}, in every run`).toEqual([{ name, skipped: false }])
  }
})

function textsIn(folder: string, kinds: RegExp): [string, string][] {
  const files = readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' }).filter((name) => kinds.test(name) && !name.includes('.test.') && !name.includes('node_modules'))
  return files.map((name) => [join(folder, name), readFileSync(join(top, folder, name), 'utf8')])
}
const shell = textsIn('electron', /\.ts$/)

test.each(['allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures', 'openExternal', 'loadFile', 'file://', 'nodeIntegration: true', 'setCertificateVerifyProc', 'ignore-certificate-errors', 'remote-debugging'])('the shell never says %s', (word) => {
  expect(shell.filter(([, text]) => text.includes(word)).map(([file]) => file)).toEqual([])
})

test('no page has a webview', () => {
  expect(textsIn('renderer', /\.(vue|ts|html)$/).filter(([, text]) => /<webview/i.test(text)).map(([file]) => file)).toEqual([])
})

test('a webview that should come to be all the same is prevented', async () => {
  const { guardContents } = await import('./guards.ts')
  const listeners = new Map<string, (event: { preventDefault(): void }) => void>()
  const contents = { setWindowOpenHandler: () => {}, on: (name: string, listener: never) => void listeners.set(name, listener) }
  guardContents(contents as unknown as Parameters<typeof guardContents>[0], () => {})
  let prevented = 0
  listeners.get('will-attach-webview')?.({ preventDefault: () => void prevented++ })
  expect(prevented).toBe(1)
})

test('Electron is named exactly, and not an old one', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
  expect(Number.parseInt(devDependencies.electron ?? '', 10)).toBeGreaterThanOrEqual(45)
})

test('nothing but the registrar answers the page', () => {
  const answers = shell.filter(([, text]) => /ipcMain\.(handle|on)|\.ipc\.(handle|on)/.test(text)).map(([file]) => file)
  expect(answers).toEqual([])
  expect(shell.filter(([, text]) => /\bipcMain\b/.test(text)).map(([file]) => file)).toEqual(['electron/main.ts', 'electron/registrar.ts'])
})
