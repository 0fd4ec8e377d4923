import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { contentSecurityPolicy } from './csp.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

/** Answers `app://console/…` from one folder and nothing else; any other host, type or place outside of it is not found. */
export function serveFolder(folder: string, supabaseUrl: () => string | null) {
  return async (request: { url: string; method: string }): Promise<Response> => {
    const url = new URL(request.url)
    const file = url.host === 'console' && request.method === 'GET' ? fileOf(folder, url.pathname) : null
    const type = file && types[extname(file)]
    if (!file || !type) return new Response('not found', { status: 404 })
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: headers(type, supabaseUrl()) })
    } catch {
      return new Response('not found', { status: 404 })
    }
  }
}

function fileOf(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null // a broken escape names no file
  }
  if (decoded.includes('\0')) return null
  const file = normalize(join(folder, decoded === '/' ? 'index.html' : decoded))
  return file.startsWith(folder + sep) ? file : null
}

function headers(type: string, supabaseUrl: string | null): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy(supabaseUrl),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  }
}
