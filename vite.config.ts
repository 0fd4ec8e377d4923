import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import ui from '@nuxt/ui/vite'
import { defineConfig, mergeConfig, type PluginOption, type UserConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { button } from './renderer/kit/theme/button.ts'
import { colors, colorStyles } from './renderer/kit/theme/color-styles.ts'
import { switchTheme } from './renderer/kit/theme/switch.ts'

/** One file builds the four programs: `vite build --mode console|guest|main|preload`. */
const root = import.meta.dirname
const empty = resolve(root, 'renderer/kit/empty.ts')

/** The library's icons are ours, in our files and in its own. */
const bundledIcons: PluginOption = {
  name: 'bundled-icons',
  enforce: 'pre',
  resolveId: (id, importer) => (/(^|\/)Icon\.vue$/.test(id) && /@nuxt\/ui/.test(id + importer) ? resolve(root, 'renderer/kit/components/bundled-icon.ts') : undefined),
}

function page(name: 'console' | 'guest', plugins: PluginOption[]): UserConfig {
  return {
    root: resolve(root, 'renderer', name),
    base: name === 'console' ? './' : '/',
    cacheDir: resolve(root, '.cache/vite', name),
    plugins: [
      vue(),
      colorStyles(),
      bundledIcons,
      ui({
        autoImport: { dts: false, dirs: [] },
        components: { dts: resolve(root, 'renderer', name, 'components.d.ts'), dirs: [] },
        colorMode: false,
        // Styles of the components in use alone, not of all the library's.
        experimental: { componentDetection: true },
        ui: { colors, button, switch: switchTheme },
        icon: { clientBundle: { scan: { globInclude: ['**/*.{vue,ts}', '../kit/**/*.{vue,ts}'], globExclude: ['**/node_modules/**'] } } },
      }),
      ...plugins,
    ],
    // jspdf's optional parts for HTML input, which reports never use.
    resolve: { alias: { html2canvas: empty, canvg: empty, dompurify: empty } },
    worker: { format: 'es' },
    // Parts of the texts' library that nothing here uses: its older interface, its components, its word to developer tools.
    define: { __VUE_I18N_LEGACY_API__: 'false', __VUE_I18N_FULL_INSTALL__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
    build: {
      outDir: resolve(root, 'dist', name),
      emptyOutDir: true,
      target: 'es2022',
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
    },
    server: { host: '127.0.0.1', strictPort: true, port: name === 'console' ? 5173 : 5174 },
  }
}

/**
 * The companion's first page comes as two files, not as one for each part: `early`, which is small and asks for the data, and all
 * that runs before the page shows. Each further file would cost a slow network its latency.
 */
const early = resolve(root, 'renderer/guest/early.ts')
const main = resolve(root, 'renderer/guest/main.ts')
const reached = new Map<string, Set<string>>()

function firstFile(id: string, modules: { getModuleInfo(id: string): { importedIds: readonly string[] } | null }): string | null {
  const within = (entry: string) => {
    if (!reached.has(entry)) reached.set(entry, reach(entry, (from) => modules.getModuleInfo(from)?.importedIds ?? []))
    return reached.get(entry)?.has(id)
  }
  return within(early) ? 'early' : within(main) ? 'first' : null
}

/** All that a module imports before it runs, and itself. */
function reach(entry: string, importedBy: (id: string) => readonly string[], found = new Set<string>()): Set<string> {
  if (found.has(entry)) return found
  found.add(entry)
  for (const id of importedBy(entry)) reach(id, importedBy, found)
  return found
}

const earlyScript: PluginOption = {
  name: 'early-script',
  transformIndexHtml: (_, { bundle }) => {
    const file = Object.values(bundle ?? {}).find((chunk) => chunk.type === 'chunk' && chunk.moduleIds.includes(early))
    return file ? [{ tag: 'script', attrs: { type: 'module', async: true, crossorigin: true, fetchpriority: 'high', src: `/${file.fileName}` }, injectTo: 'head-prepend' as const }] : []
  },
}

const guest = page('guest', [
  earlyScript,
  VitePWA({
    registerType: 'prompt',
    injectRegister: false,
    manifest: {
      name: 'Hotel Coupons',
      short_name: 'Coupons',
      description: 'Coupons of the hotels you like, in your pocket.',
      theme_color: '#0f766e',
      background_color: '#ffffff',
      id: '/',
      scope: '/',
      start_url: '/',
      display: 'standalone',
      lang: 'en',
      dir: 'ltr',
      categories: ['travel', 'lifestyle', 'shopping'],
      shortcuts: [
        { name: 'Wallet', url: '/wallet', icons: [{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }] },
        { name: 'Notices', url: '/notices', icons: [{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }] },
      ],
      // What the browser shows before it is installed; `npm run shots` takes them.
      screenshots: [
        { src: '/screenshots/find-phone.jpg', sizes: '390x844', type: 'image/jpeg', form_factor: 'narrow', label: 'Coupons of hotels' },
        { src: '/screenshots/code-phone.jpg', sizes: '390x844', type: 'image/jpeg', form_factor: 'narrow', label: 'A code in the wallet' },
        { src: '/screenshots/find-desk.jpg', sizes: '1440x900', type: 'image/jpeg', form_factor: 'wide', label: 'Coupons of hotels' },
      ],
      icons: [
        { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    workbox: {
      globPatterns: ['**/*.{js,css,html,svg,woff2}'],
      importScripts: ['push-worker.js'],
      navigateFallback: '/index.html',
      navigateFallbackDenylist: [/^\/config\.json$/],
      runtimeCaching: [
        {
          urlPattern: ({ url }) => url.pathname === '/config.json',
          handler: 'NetworkFirst',
          options: { cacheName: 'config', networkTimeoutSeconds: 3 },
        },
        {
          urlPattern: ({ url }) => url.pathname.startsWith('/storage/v1/object/public/coupon-images/'),
          handler: 'StaleWhileRevalidate',
          options: { cacheName: 'pictures', expiration: { maxEntries: 200, maxAgeSeconds: 30 * 86_400 }, cacheableResponse: { statuses: [200] } },
        },
      ],
    },
  }),
])

function shell(entry: 'main' | 'preload'): UserConfig {
  const preload = entry === 'preload'
  return {
    root,
    // The tray's icons lie beside the shell.
    publicDir: preload ? false : resolve(root, 'electron/public'),
    cacheDir: resolve(root, '.cache/vite', entry),
    build: {
      outDir: resolve(root, 'dist/electron'),
      emptyOutDir: false,
      target: preload ? 'chrome140' : 'node22',
      reportCompressedSize: false,
      minify: false,
      // The preload runs in a sandbox that knows CommonJS alone; main is an ES module in Electron's Node.
      lib: { entry: resolve(root, `electron/${entry}.ts`), formats: [preload ? 'cjs' : 'es'], fileName: () => (preload ? 'preload.cjs' : 'main.js') },
      rollupOptions: { external: ['electron', 'electron-log', 'electron-log/main.js', 'electron-updater', /^node:/] },
    },
  }
}

const targets: Record<string, () => UserConfig> = {
  console: () => page('console', []),
  guest: () => mergeConfig(guest, { build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstFile, debugName: 'first files' }] } } } } }),
  main: () => shell('main'),
  preload: () => shell('preload'),
}

export default defineConfig(({ mode }) => {
  const target = targets[mode]
  if (!target) throw new Error(`Say which program: --mode ${Object.keys(targets).join(' | ')}`)
  return target()
})
