/** What this host uses of Chromium's DevTools protocol (https://chromedevtools.github.io/devtools-protocol/). */
export interface CdpMessage {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
  sessionId?: string
}

export interface TargetInfo {
  targetId: string
  type: string
  title: string
  url: string
  openerId?: string
}

export interface PausedRequest {
  requestId: string
  frameId: string
  resourceType: string
  redirectedRequestId?: string
  request: { url: string; method: string; headers: Record<string, string>; postDataEntries?: { bytes?: string }[] }
}

export interface NavigatedFrame {
  id: string
  parentId?: string
  loaderId: string
  name?: string
  url: string
  urlFragment?: string
  securityOrigin: string
  unreachableUrl?: string
}

/** The events of a page's session that this host listens to. */
export interface PageEvents {
  'Target.attachedToTarget': { sessionId: string; targetInfo: TargetInfo }
  'Page.frameAttached': { frameId: string; parentFrameId: string }
  'Page.frameDetached': { frameId: string; reason: string }
  'Page.frameStartedLoading': { frameId: string }
  'Page.frameNavigated': { frame: NavigatedFrame }
  'Page.navigatedWithinDocument': { frameId: string; url: string }
  'Page.domContentEventFired': object
  'Page.lifecycleEvent': { frameId: string; name: string }
  'Page.frameStoppedLoading': { frameId: string }
  'Page.windowOpen': { url: string; windowName?: string; windowFeatures?: string[] }
  'Runtime.executionContextCreated': { context: { id: number; name: string; auxData: { frameId: string; isDefault: boolean } } }
  'Runtime.executionContextDestroyed': { executionContextId: number }
  'Runtime.executionContextsCleared': object
  'Runtime.bindingCalled': { name: string; payload: string; executionContextId: number }
  'Debugger.paused': { callFrames: { callFrameId: string }[] }
  'Inspector.targetCrashed': object
}
