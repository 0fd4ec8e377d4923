import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'

/** What must be true of every workflow, whatever it does. Their grammar is actionlint's to judge. */
interface Step {
  uses?: string
  run?: string
}
interface Job {
  'uses'?: string
  'timeout-minutes'?: number
  'permissions'?: unknown
  'needs'?: string | string[]
  'steps'?: Step[]
}
interface Workflow {
  permissions?: unknown
  concurrency?: unknown
  jobs: Record<string, Job>
}

const top = resolve(import.meta.dirname, '..')
const folder = join(top, '.github/workflows')
const files = readdirSync(folder)
const { scripts } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

test.each(files)('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8')
  const { permissions, concurrency, jobs } = load(text) as Workflow
  expect(permissions, 'the token may read, and each job says what more it needs').toEqual({ contents: 'read' })
  expect(concurrency).toBeDefined()
  for (const [id, job] of Object.entries(jobs)) {
    if (!job.uses) expect(job['timeout-minutes'], `${id} ends`).toBeGreaterThan(0)
    for (const needed of [job.needs ?? []].flat()) expect(Object.keys(jobs), `${id} needs`).toContain(needed)
    for (const { run = '' } of job.steps ?? []) {
      // What an event brings is data: in a script it would be code.
      expect(run, `${id} takes its values from the environment`).not.toContain('${{')
      for (const [, script] of run.matchAll(/npm run (?:--silent )?([\w:]+)/g)) expect(scripts, `${id} runs`).toHaveProperty([script ?? ''])
    }
  }
})

test('every action is pinned by its commit, with its version beside it', () => {
  const texts = [...files.map((name) => join(folder, name)), join(top, '.github/actions/setup/action.yml')].map((file) => readFileSync(file, 'utf8'))
  const uses = texts.flatMap((text) => [...text.matchAll(/uses: (.+)/g)].map(([, what]) => what ?? ''))
  expect(uses.length).toBeGreaterThan(10)
  expect(uses.filter((what) => !what.startsWith('./') && !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what))).toEqual([])
})

test('a release brings the database first, then the companion, and lets the apps see it last', () => {
  const { jobs } = load(readFileSync(join(folder, 'release.yml'), 'utf8')) as Workflow
  const runs = (jobs.promote?.steps ?? []).map(({ run = '' }) => run)
  const steps = ['gh attestation verify', 'supabase db push', 'supabase functions deploy', 'npm run host -- deploy', 'npm run host -- check', 'npm run release:sign', '--prerelease=false --latest']
  const all = runs.join('\n')
  expect(steps.map((step) => all.indexOf(step))).toEqual(steps.map((step) => all.indexOf(step)).toSorted((a, b) => a - b))
  expect(steps.filter((step) => !all.includes(step))).toEqual([])
})
