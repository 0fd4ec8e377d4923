import { mkdtemp, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BrowserWindow, Dialog, Shell } from 'electron'
import type { ChannelArgs } from '../../core/bridge/channels.ts'

const kinds = {
  'application/pdf': { name: 'PDF', extensions: ['pdf'] },
  'text/csv': { name: 'CSV', extensions: ['csv'] },
  'application/json': { name: 'JSON', extensions: ['json'] },
}

const codeOf = (error: unknown) => ({ kind: 'failed' as const, code: (error as NodeJS.ErrnoException).code ?? 'unknown' })

/** Saves bytes where the user says, or opens them. The page never names a folder, and of the kind of file only what is listed. */
export function fileHandlers(dialog: Pick<Dialog, 'showSaveDialog'>, shell: Pick<Shell, 'openPath'>, temp: string, window: () => BrowserWindow | null) {
  return {
    async 'files:save'(...[file]: ChannelArgs<'files:save'>) {
      const options = { defaultPath: basename(file.name), filters: [kinds[file.type]] }
      const owner = window()
      const answer = owner ? await dialog.showSaveDialog(owner, options) : await dialog.showSaveDialog(options)
      if (answer.canceled || !answer.filePath) return { kind: 'cancelled' as const }
      try {
        await writeFile(answer.filePath, file.bytes)
        return { kind: 'saved' as const, path: answer.filePath }
      } catch (error) {
        return codeOf(error)
      }
    },
    async 'files:open'(...[file]: ChannelArgs<'files:open'>) {
      // What opens is told by the name's end, so that is ours: a report that calls itself `x.desktop` must not run.
      const [extension = ''] = kinds[file.type].extensions
      const name = `${basename(file.name).replace(new RegExp(`\\.${extension}$`, 'i'), '')}.${extension}`
      try {
        const path = join(await mkdtemp(join(temp, 'hotel-coupons-')), name)
        await writeFile(path, file.bytes, { mode: 0o600 })
        const refusal = await shell.openPath(path)
        return refusal ? { kind: 'failed' as const, code: 'not-opened' } : { kind: 'opened' as const }
      } catch (error) {
        return codeOf(error)
      }
    },
  }
}
