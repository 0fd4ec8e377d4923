import { forget } from '../data-folder.ts'
import { startStack } from '../stack.ts'
import type { AppConfig } from '../static.ts'
import { createUndo } from '../undo.ts'
import { serveApps } from './apps.ts'
import { findElectron, hasScreen, openBrowser, openWindow } from './open.ts'
import { readOptions, usage, type StartOptions } from './options.ts'
import { failureText, readyText } from './words.ts'

/** `npm start` once packages are installed and apps built: starts everything, tells where it is, stops it at Ctrl-C. */
export async function start(args: string[], project: string): Promise<void> {
  const giveUp = new AbortController()
  const undo = createUndo()
  try {
    const options = readOptions(args, process.env, project)
    if (!options) return console.log(usage)
    const running = run(options, project, giveUp.signal, undo.add)
    const stop = stopper(giveUp, () => running.catch(() => undefined).then(undo.run))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
    await running
  } catch (error) {
    if (giveUp.signal.aborted) return
    await undo.run()
    console.error(failureText(error))
    process.exit(1)
  }
}

/** The first signal stops in good order; a second one, from somebody in a hurry, leaves it to the guard. */
function stopper(giveUp: AbortController, undo: () => Promise<void>): () => void {
  return () => {
    if (giveUp.signal.aborted) process.exit(130)
    console.log('\nStopping …')
    giveUp.abort()
    undo().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(failureText(error))
        process.exit(1)
      },
    )
  }
}

async function run(options: StartOptions, project: string, signal: AbortSignal, onStop: (step: () => unknown) => void): Promise<void> {
  const began = performance.now()
  const apps: { config?: AppConfig } = {}
  // First the ports of the pages: one that is taken is told before anything else has begun.
  onStop(await serveApps(project, options, () => apps.config))
  const screen = options.open && hasScreen(process.env)
  const electron = screen ? findElectron(project) : Promise.resolve(undefined)
  const config = options.remote ?? (await startLocal(options, project, signal, onStop))
  apps.config = config
  console.log(readyText(options, config.supabaseUrl, (performance.now() - began) / 1_000))
  if (screen) await openConsole(await electron, project, options, config, onStop)
}

async function startLocal(
  { dataDir, fresh, port, dbPort, consolePort, guestPort }: StartOptions,
  project: string,
  signal: AbortSignal,
  onStop: (step: () => unknown) => void,
): Promise<AppConfig> {
  if (fresh) await forget(dataDir)
  const onProgress = (step: string): void => console.log(`  ${step} …`)
  const settings = { APP_URL: `http://127.0.0.1:${guestPort}`, CONSOLE_URL: `http://127.0.0.1:${consolePort}` }
  const stack = await startStack({ dataDir, project, port, dbPort, seed: true, settings, signal, onProgress })
  onStop(() => stack.stop())
  return { supabaseUrl: stack.url, publishableKey: stack.keys.publishableKey, vapidPublicKey: stack.vapidPublicKey }
}

async function openConsole(
  electron: string | undefined,
  project: string,
  options: StartOptions,
  config: AppConfig,
  onStop: (step: () => unknown) => void,
): Promise<void> {
  const window = electron && !options.dev ? await openWindow(electron, project, config) : undefined
  if (window) {
    onStop(() => window.close())
    void window.ended.finally(() => console.log('  The window is closed; the addresses above stay up until Ctrl-C.'))
    return
  }
  if (!options.dev) console.log('  The desktop window needs Electron, which could not be had here: the console opens in the browser.')
  openBrowser(`http://127.0.0.1:${options.consolePort}`)
}
