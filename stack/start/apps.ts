import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { StackError } from '../errors.ts'
import { sendJson } from '../json.ts'
import { requireFreePort } from '../process/ports.ts'
import { serveApp, type AppConfig } from '../static.ts'
import type { StartOptions } from './options.ts'

/** Serves console and guest companion, built or from their sources. Gives how to stop both. */
export async function serveApps(
  project: string,
  options: StartOptions,
  config: () => AppConfig | undefined,
): Promise<() => Promise<void>> {
  const apps = [
    { name: 'console', what: 'console', port: options.consolePort, flag: '--console-port', scanner: true },
    { name: 'guest', what: 'guest companion', port: options.guestPort, flag: '--guest-port', scanner: false },
  ]
  const stops: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => void (await Promise.all(stops.map(one => one())))
  try {
    for (const app of apps) {
      stops.push(await (options.dev ? serveSources(project, app, config) : serveBuilt(project, app, config)))
    }
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

interface App {
  name: string
  what: string
  port: number
  flag: string
  scanner: boolean
}

function serveBuilt(project: string, app: App, config: () => AppConfig | undefined): Promise<() => Promise<void>> {
  const folder = join(project, 'dist', app.name)
  if (existsSync(join(folder, 'index.html'))) return serveApp({ ...app, folder, config })
  throw new StackError('start-failed', `The ${app.what} is not built.`, 'Run `npm run build`, then start again.')
}

async function serveSources(project: string, app: App, config: () => AppConfig | undefined): Promise<() => Promise<void>> {
  await requireFreePort(app.port, app.what, app.flag)
  const { createServer } = await import('vite')
  const server = await createServer({
    configFile: join(project, 'vite.config.ts'),
    mode: app.name,
    logLevel: 'warn',
    server: { port: app.port, strictPort: true, host: '127.0.0.1' },
    plugins: [
      {
        name: 'config-json',
        configureServer: ({ middlewares }) => {
          middlewares.use('/config.json', (_request, response) => {
            const settings = config()
            response.setHeader('cache-control', 'no-store')
            sendJson(response, settings ? 200 : 503, settings ?? { message: 'Starting. Try again in a moment.' })
          })
        },
      },
    ],
  })
  await server.listen()
  return () => server.close()
}
