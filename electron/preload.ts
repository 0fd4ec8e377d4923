import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { DesktopBridge, ShellEvent } from '../core/bridge/bridge.ts'
import type { Channel } from '../core/bridge/channels.ts'

const invoke = (channel: Channel, ...args: unknown[]) => ipcRenderer.invoke(channel, ...args)

const bridge: DesktopBridge = {
  app: { info: () => invoke('app:info') },
  files: { save: (file) => invoke('files:save', file), open: (file) => invoke('files:open', file) },
  secrets: {
    set: (name, value) => invoke('secrets:set', name, value),
    get: (name) => invoke('secrets:get', name),
    remove: (name) => invoke('secrets:remove', name),
  },
  notices: { show: (notice) => invoke('notices:show', notice) },
  status: { set: (status) => invoke('status:set', status) },
  settings: { read: () => invoke('settings:read'), change: (settings) => invoke('settings:change', settings) },
  server: { check: (choice) => invoke('server:check', choice), use: (choice) => invoke('server:use', choice) },
  updates: { state: () => invoke('updates:state'), check: () => invoke('updates:check'), install: () => invoke('updates:install') },
  events: {
    on(listener) {
      const forward = (_event: IpcRendererEvent, event: ShellEvent) => listener(event)
      ipcRenderer.on('shell:event', forward)
      return () => void ipcRenderer.off('shell:event', forward)
    },
  },
}

contextBridge.exposeInMainWorld('desktop', bridge)
