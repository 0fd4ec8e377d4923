import { readdirSync, readFileSync } from 'node:fs'

/**
 * Memory of a process and all below it in MB: the sum of proportional set sizes, which counts what processes share
 * once. Null where the system has no /proc.
 */
export function treeMemory(pid: number): number | null {
  if (process.platform !== 'linux') return null
  const parents = parentsByPid()
  let kilobytes = 0
  for (const candidate of parents.keys()) {
    if (isBelow(candidate, pid, parents)) kilobytes += proportional(candidate)
  }
  return kilobytes / 1024
}

function parentsByPid(): Map<number, number> {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const status = /^\d+$/.test(name) ? read(`/proc/${name}/status`) : ''
    const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1]
    if (parent) parents.set(Number(name), Number(parent))
  }
  return parents
}

function isBelow(pid: number, root: number, parents: Map<number, number>): boolean {
  for (let at: number | undefined = pid; at; at = parents.get(at)) if (at === root) return true
  return false
}

function proportional(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // the process ended between listing and reading
  }
}
