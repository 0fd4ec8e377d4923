import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { comparePins, pinsIn } from './pins.ts'

const [one, two] = ['1'.repeat(40), '2'.repeat(40)]
const commits: Record<string, string> = { '/repos/actions/checkout/commits/v7.0.1': one, '/repos/actions/setup-node/commits/v7.0.0': two }
let server: Server
let api: string

beforeAll(async () => {
  server = createServer(({ url = '', headers }, response) => {
    const commit = headers.accept === 'application/vnd.github.sha' ? commits[url] : undefined
    response.writeHead(commit ? 200 : 404).end(commit ?? '{"message":"Not Found"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const compare = (...texts: string[]) => comparePins(pinsIn(texts), { api, token: '' })

test('pins are found once, those of a folder in a repository too, and ours are none', () => {
  const text = `- uses: actions/checkout@${one} # v7.0.1\n      uses: actions/checkout@${one} # v7.0.1\n- uses: ./.github/actions/setup\n- uses: a/b/c@${two} # v1.0.0`
  expect(pinsIn([text, text])).toEqual([
    { repository: 'actions/checkout', commit: one, version: 'v7.0.1' },
    { repository: 'a/b', commit: two, version: 'v1.0.0' },
  ])
})

test('a pin that is its version passes, each other is named', async () => {
  expect(await compare(`uses: actions/checkout@${one} # v7.0.1`, `uses: actions/setup-node@${two} # v7.0.0`)).toEqual([])
  expect(await compare(`uses: actions/setup-node@${one} # v7.0.0`, `uses: actions/checkout@${one} # v9.9.9`)).toEqual([
    `actions/setup-node v7.0.0 is ${two}, and ${one} is pinned`,
    'actions/checkout v9.9.9: GitHub answers 404',
  ])
  expect(await comparePins([{ repository: 'actions/checkout', commit: one, version: 'v7.0.1' }], { api: 'http://127.0.0.1:9', token: '' })).toEqual(['actions/checkout v7.0.1: GitHub cannot be reached'])
})
