import { expect, it } from 'vitest'
import { loadOnce } from './load-once.ts'

it('loads once for all, and again only after a failure', async () => {
  let calls = 0
  const load = loadOnce(async () => {
    calls += 1
    if (calls === 1) throw new Error('offline')
    return calls
  })
  await expect(load()).rejects.toThrow('offline')
  expect(await Promise.all([load(), load(), load()])).toEqual([2, 2, 2])
})
