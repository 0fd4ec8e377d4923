import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { join } from 'node:path'
import type { CDPSession } from '@playwright/test'

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number }; children?: number[] }[]
  samples: number[]
  timeDeltas: number[]
}

/** What a part of the code took, in milliseconds: all script, the part with all that it calls, and the part's longest stretch at once. */
export interface Share {
  script: number
  part: number
  longest: number
}

// Fine enough for a call of a few milliseconds, and light enough not to be what is measured.
const everyMicroseconds = 500

/** Samples the page's script while `work` runs. `folder` has the built app with its source maps, `part` is the folder of the sources that are asked about. */
export async function shareOf(part: string, folder: string, cdp: CDPSession, work: () => Promise<void>): Promise<Share> {
  await cdp.send('Profiler.enable')
  await cdp.send('Profiler.setSamplingInterval', { interval: everyMicroseconds })
  await cdp.send('Profiler.start')
  await work()
  const { profile } = (await cdp.send('Profiler.stop')) as { profile: Profile }
  return count(profile, nodesOf(profile, part, folder))
}

function count({ nodes, samples, timeDeltas }: Profile, inPart: Set<number>): Share {
  const idle = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)' || callFrame.functionName === '(program)').map(({ id }) => id))
  const share = { script: 0, part: 0, longest: 0 }
  let stretch = 0
  samples.forEach((id, index) => {
    const ms = (timeDeltas[index] ?? 0) / 1000
    if (!idle.has(id)) share.script += ms
    stretch = inPart.has(id) ? stretch + ms : 0
    if (inPart.has(id)) share.part += ms
    share.longest = Math.max(share.longest, stretch)
  })
  return share
}

/** The profile's nodes that are functions of the part, or called by one. */
function nodesOf({ nodes }: Profile, part: string, folder: string): Set<number> {
  const maps = new Map<string, SourceMap>()
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const found = new Set<number>()
  const take = (id: number): void => {
    found.add(id)
    byId.get(id)?.children?.forEach(take)
  }
  for (const { id, callFrame } of nodes) if (!found.has(id) && sourceOf(callFrame).includes(part)) take(id)
  return found

  function sourceOf({ url, lineNumber, columnNumber }: Profile['nodes'][number]['callFrame']): string {
    const file = /\/assets\/[^/]+\.js$/.exec(url)?.[0]
    if (!file) return ''
    const map = maps.get(file) ?? new SourceMap(JSON.parse(readFileSync(join(folder, `${file}.map`), 'utf8')))
    maps.set(file, map)
    const entry = map.findEntry(lineNumber, columnNumber)
    return ('originalSource' in entry && entry.originalSource) || ''
  }
}
