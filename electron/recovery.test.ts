import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { recoverFromCrash } from './recovery.ts'

function broken() {
  const done: string[] = []
  let time = 0
  const page = Object.assign(new EventEmitter(), { reload: () => void done.push('reload') })
  recoverFromCrash(page, { now: () => time, recovered: () => done.push('said'), giveUp: () => done.push('asked'), log: () => {} })
  const crash = (at: number, reason = 'crashed') => {
    time = at
    page.emit('render-process-gone', {}, { reason })
  }
  const loaded = () => void page.emit('did-finish-load')
  return { crash, loaded, done }
}

test('a crash loads the page again; once it has loaded it says so, and only then', () => {
  const { crash, loaded, done } = broken()
  loaded()
  crash(0)
  expect(done).toEqual(['reload'])
  loaded()
  loaded()
  expect(done).toEqual(['reload', 'said'])
})

test('a second one at once asks the user, a later one is mended again', () => {
  const { crash, loaded, done } = broken()
  crash(0)
  loaded()
  crash(59_000)
  expect(done).toEqual(['reload', 'said', 'asked'])
  crash(120_000)
  loaded()
  expect(done.slice(3)).toEqual(['reload', 'said'])
})

test('a page that ended by itself is no crash', () => {
  const { crash, done } = broken()
  crash(0, 'clean-exit')
  expect(done).toEqual([])
})
