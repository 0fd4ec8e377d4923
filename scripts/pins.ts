import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

/** An action as a workflow names it: its repository, the commit that is run, and the version that stands beside it. */
export interface Pin {
  repository: string
  commit: string
  version: string
}

/** The pinned actions that workflows use, each once. */
export function pinsIn(texts: readonly string[]): Pin[] {
  const found = texts.flatMap((text) => [...text.matchAll(/uses: ([\w.-]+\/[\w.-]+)(?:\/[\w./-]+)?@([0-9a-f]{40}) # (v[\w.]+)/g)])
  const pins = found.map(([, repository = '', commit = '', version = '']) => ({ repository, commit, version }))
  return [...new Map(pins.map((pin) => [JSON.stringify(pin), pin])).values()]
}

/** Asks GitHub for the commit of each version, and gives a sentence for each pin that is another. */
export async function comparePins(pins: readonly Pin[], { api, token }: { api: string; token: string }): Promise<string[]> {
  const told = pins.map(async ({ repository, commit, version }) => {
    const headers = { accept: 'application/vnd.github.sha', ...(token && { authorization: `Bearer ${token}` }) }
    const response = await fetch(`${api}/repos/${repository}/commits/${encodeURIComponent(version)}`, { headers }).catch(() => null)
    if (!response) return `${repository} ${version}: GitHub cannot be reached`
    const body = (await response.text()).trim()
    if (!response.ok) return `${repository} ${version}: GitHub answers ${response.status}`
    return body === commit ? null : `${repository} ${version} is ${body.slice(0, 40)}, and ${commit} is pinned`
  })
  return (await Promise.all(told)).filter((sentence) => sentence !== null)
}

/** `npm run pins`: that each pinned action is the version it says. Needs GitHub; GH_TOKEN is asked less often to wait. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const github = resolve(import.meta.dirname, '../.github')
  const files = readdirSync(github, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'))
  const pins = pinsIn(files.map((name) => readFileSync(join(github, name), 'utf8')))
  const wrong = await comparePins(pins, { api: process.env.GITHUB_API_URL ?? 'https://api.github.com', token: process.env.GH_TOKEN ?? '' })
  console.log(wrong.length > 0 ? wrong.join('\n') : `${pins.length} pinned actions are the versions that they say.`)
  process.exitCode = wrong.length === 0 ? 0 : 1
}
