import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sendJson } from './json.ts'
import { portInUse } from './process/ports.ts'

/** The two settings that say which Supabase project an app talks to, and the key for web pushes where there is one. */
export interface AppConfig {
  supabaseUrl: string
  publishableKey: string
  vapidPublicKey?: string
}

/** How to serve one built app. */
export interface StaticOptions {
  folder: string
  port: number
  /** What the app is, and the flag that moves its port, for the sentence about a port in use. */
  what: string
  flag: string
  /** Lets its pages scan codes: the camera, and the scanner's WebAssembly. */
  scanner?: boolean
  /** Undefined until the server the app talks to is ready. */
  config(): AppConfig | undefined
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

/** Serves a built single-page app on loopback, with the headers a hosted one should have. Gives how to stop it. */
export async function serveApp(options: StaticOptions): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portInUse(options.port, options.what, options.flag) : error),
    )
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return () =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
}

async function answer(options: StaticOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const config = options.config()
  for (const [name, value] of Object.entries(securityHeaders(config ? new URL(config.supabaseUrl).origin : '', options.scanner ?? false))) response.setHeader(name, value)
  if (request.method !== 'GET' && request.method !== 'HEAD') return sendJson(response, 405, { message: 'Only GET and HEAD' })
  if (!config) return sendJson(response, 503, { message: 'Starting. Try again in a moment.' })
  const path = pathOf(request)
  if (path === undefined) return sendJson(response, 400, { message: 'Bad path' })
  if (path === '/config.json') {
    response.setHeader('cache-control', 'no-store')
    return sendJson(response, 200, config)
  }
  const file = (await findFile(options.folder, path)) ?? (isNavigation(request, path) ? join(options.folder, 'index.html') : undefined)
  if (!file) return sendJson(response, 404, { message: 'Not found' })
  await sendFile(request, response, file, path)
}

/** The decoded path; undefined for one that could lead out of the folder. */
function pathOf({ url = '/' }: IncomingMessage): string | undefined {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''))
    return /^[^/]|[\\\0]|(^|\/)\.\.?(\/|$)/.test(path) ? undefined : path
  } catch {
    return undefined
  }
}

async function findFile(folder: string, path: string): Promise<string | undefined> {
  const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path))
  if (!file.startsWith(folder + sep)) return undefined
  const found = await stat(file).catch(() => undefined)
  return found?.isFile() ? file : undefined
}

/** A page of the app has no extension; a missing script must stay missing, or a browser would run HTML as a script. */
function isNavigation({ headers }: IncomingMessage, path: string): boolean {
  const asked = headers['sec-fetch-mode'] === 'navigate' || (headers.accept ?? '').includes('text/html')
  return asked && extname(path) === ''
}

async function sendFile(request: IncomingMessage, response: ServerResponse, file: string, path: string): Promise<void> {
  const { size, mtimeMs } = await stat(file)
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`
  response.setHeader('etag', etag)
  // Built files carry a hash of their content in the name.
  response.setHeader('cache-control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-length': size })
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(file), response)
}

/** The headers that keep a built app to its own files and to its own server (an origin); a static host has to send the same. */
export function securityHeaders(server: string, isConsole: boolean): Record<string, string> {
  const policy = [
    "default-src 'self'",
    // The code scanner is WebAssembly.
    `script-src 'self'${isConsole ? " 'wasm-unsafe-eval'" : ''}`,
    // The component library sets styles on elements.
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${server}`,
    `connect-src 'self' ${server} ${server.replace(/^http/, 'ws')}`,
    "font-src 'self'",
    "worker-src 'self' blob:",
    // A report's preview is a file of the page's own making.
    ...(isConsole ? ['frame-src blob:'] : []),
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ]
  return {
    'content-security-policy': policy.map((directive) => directive.trim()).join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': `camera=${isConsole ? '(self)' : '()'}, microphone=(), geolocation=()`,
    'cross-origin-opener-policy': 'same-origin',
  }
}
