import { toOuter } from './addresses.ts'
import { browser } from './browser.ts'
import type { CdpMessage, PageEvents } from './cdp.ts'
import { complain, host, HostEvent } from './host.ts'
import { bindingName, isolatedName, isolatedScript, mainScript, readPreload } from './page-scripts.ts'
import type { WebContents } from './web-contents.ts'

type Listeners = { [Name in keyof PageEvents]: (params: PageEvents[Name]) => void }

/** Follows a session of a page (its own, or an out-of-process frame's), puts our scripts into it and lets it begin. */
export async function attachPage(contents: WebContents, sessionId: string): Promise<void> {
  const listeners = listen(contents, sessionId)
  browser.on(`session:${sessionId}`, ({ method, params }: CdpMessage) => {
    const listener = listeners[method as keyof PageEvents] as ((params: unknown) => void) | undefined
    listener?.(params)
  })
  const send = (method: string, params: object = {}) =>
    browser.send(method, params, sessionId).catch((error: Error) => /closed|not found|No session/.test(error.message) || complain(error.message))
  await Promise.all([
    send('Page.enable'),
    send('Runtime.enable'),
    send('Debugger.enable', { maxScriptsCacheSize: 0 }),
    send('Page.setLifecycleEventsEnabled', { enabled: true }),
    send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [{ type: 'iframe' }, { exclude: true }] }),
    send('Runtime.addBinding', { name: bindingName, executionContextName: isolatedName }),
    send('Page.addScriptToEvaluateOnNewDocument', { source: mainScript() }),
    send('Page.addScriptToEvaluateOnNewDocument', { source: preloadScript(contents), worldName: isolatedName }),
    send('Network.setUserAgentOverride', { userAgent: contents.session.getUserAgent() }),
    send('Runtime.runIfWaitingForDebugger'),
  ])
  if (sessionId === contents.sessionId) contents.attached()
}

function preloadScript(contents: WebContents): string {
  const { preload, nodeIntegrationInSubFrames } = contents.preferences
  let text: string | null = null
  try {
    text = preload ? readPreload(preload) : null
  } catch (error) {
    console.error(`Unable to load preload script: ${preload}`, error)
    setImmediate(() => contents.emit('preload-error', new HostEvent({ sender: contents.self }), preload, error))
  }
  return isolatedScript(preload, text, contents.id, Boolean(nodeIntegrationInSubFrames))
}

function listen(contents: WebContents, sessionId: string): Listeners {
  const { tree, router, popups } = contents
  const isMain = (frameId: string) => frameId === contents.targetId
  return {
    'Target.attachedToTarget': (event) => void attachPage(contents, event.sessionId),
    'Page.frameAttached': ({ frameId, parentFrameId }) => void tree.of(frameId, parentFrameId),
    'Page.frameDetached': ({ frameId, reason }) => reason !== 'swap' && tree.remove(frameId),
    'Page.frameStartedLoading': ({ frameId }) => isMain(frameId) && contents.startedLoading(),
    'Page.frameNavigated': ({ frame }) => {
      const of = tree.of(frame.id, frame.parentId)
      of.url = toOuter(frame.unreachableUrl ?? frame.url + (frame.urlFragment ?? ''))
      of.origin = toOuter(frame.securityOrigin === '://' ? 'null' : frame.securityOrigin)
      if (isMain(frame.id)) contents.committed(frame)
    },
    'Page.navigatedWithinDocument': ({ frameId, url }) => {
      tree.of(frameId).url = toOuter(url)
      if (isMain(frameId)) contents.ownNavigations = 0
      contents.emit('did-navigate-in-page', new HostEvent({ sender: contents.self }), toOuter(url), isMain(frameId))
    },
    'Page.domContentEventFired': () => sessionId === contents.sessionId && contents.emit('dom-ready', new HostEvent({ sender: contents.self })),
    'Page.lifecycleEvent': ({ frameId, name }) => isMain(frameId) && name === 'firstPaint' && contents.getURL() !== '' && contents.onPaint(),
    // A turn later, so that what the document's own events said has been heard.
    'Page.frameStoppedLoading': ({ frameId }) => isMain(frameId) && queueMicrotask(() => contents.stoppedLoading()),
    'Page.windowOpen': ({ url }) => popups.announce(url),
    'Runtime.executionContextCreated': ({ context: { id, name, auxData } }) =>
      tree.addWorld(sessionId, id, tree.of(auxData.frameId), name === isolatedName, auxData.isDefault),
    'Runtime.executionContextDestroyed': ({ executionContextId }) => tree.endWorlds(sessionId, executionContextId),
    'Runtime.executionContextsCleared': () => tree.endWorlds(sessionId),
    'Runtime.bindingCalled': ({ name, payload, executionContextId }) => {
      const world = tree.world(sessionId, executionContextId)
      if (name === bindingName && world) router.take(world, payload)
    },
    'Debugger.paused': ({ callFrames }) => void router.resume(sessionId, callFrames[0]?.callFrameId),
    'Inspector.targetCrashed': () => !host.quitting && contents.crashed(),
  }
}
