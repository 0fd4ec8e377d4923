import type { BrowserWindow, Dialog, Net } from 'electron'
import type { ServerCheck, ServerChoice } from '../../core/bridge/bridge.ts'
import type { ChannelArgs } from '../../core/bridge/channels.ts'
import { checkServer, resolveServer } from '../server-check.ts'
import type { Server, Settings } from '../settings.ts'
import type { ShellWords } from '../words.ts'

interface Parts {
  settings: Settings
  hosted: Server | null
  dialog: Pick<Dialog, 'showMessageBox'>
  net: Pick<Net, 'fetch'>
  words: () => ShellWords
  window: () => BrowserWindow | null
  /** Loads the page anew: its policy names the server. */
  restart: () => void
}

/** Finds, checks and remembers the server. */
export function serverHandlers({ settings, hosted, dialog, net, words, window, restart }: Parts) {
  const fetchFn = (url: string, init: RequestInit) => net.fetch(url, init)

  async function find(choice: ServerChoice): Promise<{ server: Server | null; check: ServerCheck }> {
    const server = await resolveServer(choice, hosted, fetchFn)
    return { server, check: await checkServer(server, fetchFn) }
  }

  /** A page that was taken over must not send the next sign-in to another server unseen: the user is asked outside of it. */
  async function agreed(server: Server): Promise<boolean> {
    const known = settings.kept.server
    if (!known || known.supabaseUrl === server.supabaseUrl) return true
    const { serverTitle, serverText, use, cancel } = words()
    const options = { type: 'question' as const, message: serverTitle, detail: serverText.replace('{server}', new URL(server.supabaseUrl).host), buttons: [use, cancel], defaultId: 1, cancelId: 1 }
    const owner = window()
    const { response } = owner ? await dialog.showMessageBox(owner, options) : await dialog.showMessageBox(options)
    return response === 0
  }

  return {
    async 'server:check'(...[choice]: ChannelArgs<'server:check'>) {
      return (await find(choice)).check
    },
    async 'server:use'(...[choice]: ChannelArgs<'server:use'>) {
      const { server, check } = await find(choice)
      if (!server || check.kind !== 'fits') return check
      if (!(await agreed(server))) return { kind: 'cancelled' as const }
      settings.change({ server })
      restart()
      return check
    },
  }
}
