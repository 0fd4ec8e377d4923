import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'vite'

const top = resolve(import.meta.dirname, '../..')

/**
 * Builds the host into one file beside a launcher that stands where Electron's executable stands, and gives the launcher's path.
 * The launcher becomes Node by `exec`, so that the process a story starts is the one it talks to.
 */
export async function buildHost(): Promise<string> {
  const folder = resolve(top, '.cache/electron-host')
  await build({
    configFile: false,
    root: top,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false, // functions go into pages by their text
      lib: { entry: resolve(import.meta.dirname, 'boot.ts'), formats: ['cjs'], fileName: () => 'host.cjs' },
      rollupOptions: { external: [/^node:/, 'ws', 'electron/package.json'] },
    },
  })
  mkdirSync(resolve(folder, 'resources'), { recursive: true })
  const launcher = resolve(folder, 'electron')
  writeFileSync(launcher, script)
  chmodSync(launcher, 0o755)
  return launcher
}

const script = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
inspect=
for arg in "$@"; do case "$arg" in --inspect=*) inspect=$arg ;; esac; done
ELECTRON_HOST_EXECUTABLE="$here/electron" exec "$ELECTRON_HOST_NODE" --unhandled-rejections=warn-with-error-code $inspect "$here/host.cjs" "$@"
`
