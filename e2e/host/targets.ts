import { browser } from './browser.ts'
import type { TargetInfo } from './cdp.ts'
import { complain, host, verdictOn } from './host.ts'
import { closeTarget } from './popups.ts'
import { making } from './web-contents.ts'

/** Gives each page that Chromium opens to its contents, and closes those that nobody asked for. */
export function followTargets(): void {
  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }: { sessionId: string; targetInfo: TargetInfo }) => {
    settle(sessionId, targetInfo).catch((error: unknown) => host.quitting || complain('a target was not settled', error))
  })
  browser.on('Target.targetInfoChanged', ({ targetInfo }: { targetInfo: TargetInfo }) => host.contentsByTarget.get(targetInfo.targetId)?.titled(targetInfo.title))
  browser.on('Target.detachedFromTarget', ({ targetId }: { targetId: string }) => host.contentsByTarget.get(targetId)?.gone())
}

async function settle(sessionId: string, { targetId, type, openerId }: TargetInfo): Promise<void> {
  if (type !== 'page') return void (await browser.send('Runtime.runIfWaitingForDebugger', {}, sessionId))
  await Promise.allSettled(making)
  await Promise.resolve() // the maker notes its target first
  const own = host.contentsByTarget.get(targetId)
  if (own) return own.attach(sessionId)
  const opener = host.contentsByTarget.get(openerId ?? '')
  // The opener's session tells what it opened right after this event.
  if (opener) return void setImmediate(() => void opener.popups.settle(targetId, sessionId))
  verdictOn(targetId).decide(false)
  await closeTarget(targetId, sessionId)
}
