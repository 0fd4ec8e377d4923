/**
 * The page's content security policy. Inline styles are there for the component library, WebAssembly for the code scanner;
 * scripts come from our own files alone, and only the project's own server can be reached.
 */
export function contentSecurityPolicy(supabaseUrl: string | null): string {
  const server = supabaseUrl ? new URL(supabaseUrl).origin : ''
  const socket = server.replace(/^http/, 'ws')
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${server}`,
    `connect-src 'self' ${server} ${socket}`,
    "font-src 'self'",
    "worker-src 'self' blob:",
    "frame-src blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
    .map((directive) => directive.trim())
    .join('; ')
}
