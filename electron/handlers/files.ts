import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BrowserWindow, Dialog } from 'electron'
import type { ChannelArgs } from '../../core/bridge/channels.ts'

const filters = {
  'application/pdf': { name: 'PDF', extensions: ['pdf'] },
  'text/csv': { name: 'CSV', extensions: ['csv'] },
}

/** Saves bytes where the user says. The page never names a folder: only the dialog does. */
export function fileHandlers(dialog: Dialog, window: () => BrowserWindow | null) {
  return {
    async 'files:save'(...[file]: ChannelArgs<'files:save'>) {
      const options = { defaultPath: basename(file.name), filters: [filters[file.type]] }
      const owner = window()
      const answer = owner ? await dialog.showSaveDialog(owner, options) : await dialog.showSaveDialog(options)
      if (answer.canceled || !answer.filePath) return { kind: 'cancelled' as const }
      try {
        await writeFile(answer.filePath, file.bytes)
        return { kind: 'saved' as const, path: answer.filePath }
      } catch (error) {
        return { kind: 'failed' as const, code: (error as NodeJS.ErrnoException).code ?? 'unknown' }
      }
    },
  }
}
