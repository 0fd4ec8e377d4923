const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('facts', {
  echo: (value) => ipcRenderer.invoke('echo', value),
  throw: () => ipcRenderer.invoke('throw'),
  unknown: () => ipcRenderer.invoke('no such channel'),
  frame: () => ipcRenderer.invoke('frame'),
  lateFrame: () => void ipcRenderer.invoke('late frame').catch(() => {}),
  requires: (name) => {
    try {
      return typeof require(name)
    } catch (error) {
      return error.message
    }
  },
  call: (callback) => callback(1, { callback }),
  fail: () => {
    throw new TypeError('bad')
  },
  nested: { list: [1, { deep: true }] },
  bytes: new Uint8Array([1, 2, 3]),
  on: (listener) => {
    const forward = (_event, value) => listener(value)
    ipcRenderer.on('told', forward)
    return () => void ipcRenderer.off('told', forward)
  },
})
