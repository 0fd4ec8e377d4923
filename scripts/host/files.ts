import { securityHeaders, type AppConfig } from '../../stack/static.ts'

/** The headers that a static host sends with every answer: those of the local stack, and HTTPS for good. */
export function hostHeaders(config: AppConfig): Record<string, string> {
  return { ...securityHeaders(new URL(config.supabaseUrl).origin, false), 'strict-transport-security': 'max-age=31536000' }
}

/**
 * What a static host has to read to serve the built companion for one project, by file name, as Netlify and Cloudflare Pages do. Where no rule
 * says how long an answer is kept, both have it asked for anew each time. No two rules name the same header: one host takes the nearer, one joins them.
 */
export function hostFiles(config: AppConfig): Record<'config.json' | '_headers' | '_redirects' | 'gone.txt', string> {
  const rule = (path: string, headers: Record<string, string>) => [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)]
  return {
    'config.json': `${JSON.stringify(config)}\n`,
    _headers: [
      ...rule('/*', hostHeaders(config)),
      // Built files carry a hash of their content in the name.
      ...rule('/assets/*', { 'cache-control': 'public, max-age=31536000, immutable' }),
      ...['/', '/index.html', '/sw.js', '/config.json'].flatMap((path) => rule(path, { 'cache-control': 'no-cache' })),
      '',
    ].join('\n'),
    // A file that a former version had must stay missing: the page in its place would be kept for a year.
    _redirects: ['/assets/* /gone.txt 404', '/* /index.html 200', ''].join('\n'),
    'gone.txt': 'This file belonged to a former version.\n',
  }
}
