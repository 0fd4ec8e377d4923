// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { AppError } from '../../../core/domain/errors.ts'
import { useRead } from './use-read.ts'

interface Asked {
  key: string
  signal: AbortSignal
  answer(value: string | null): Promise<void>
  fail(error: unknown): Promise<void>
}

describe('useRead', () => {
  let scope = effectScope(true)
  afterEach(() => scope.stop())

  function page() {
    scope = effectScope(true)
    const key = ref('a')
    const asked: Asked[] = []
    const settled = async (settle: () => void) => {
      settle()
      await nextTick()
      await nextTick()
    }
    const read = scope.run(() => useRead(() => key.value, (wanted, signal) => new Promise<string | null>((resolve, reject) => {
      asked.push({ key: wanted, signal, answer: (value) => settled(() => resolve(value)), fail: (error) => settled(() => reject(error)) })
    })))!
    return { ...read, key, asked }
  }

  it('tells what is there from what is missing', async () => {
    const { asked, phase, data, reload } = page()
    await asked[0]?.answer('one')
    expect([phase.value, data.value]).toEqual(['ready', 'one'])
    void reload()
    expect(phase.value).toBe('loading')
    await asked[1]?.answer(null)
    expect([phase.value, data.value]).toEqual(['missing', null])
  })

  it('drops the answer to an older key', async () => {
    const { asked, key, data } = page()
    key.value = 'b'
    await nextTick()
    expect(asked[0]?.signal.aborted).toBe(true)
    await asked[1]?.answer('of b')
    await asked[0]?.answer('of a')
    expect(data.value).toBe('of b')
  })

  it('leaves on the page what a quiet refresh could not read, or no longer found', async () => {
    const { asked, phase, data, refresh } = page()
    await asked[0]?.answer('one')
    void refresh()
    await asked[1]?.fail(new AppError('offline'))
    void refresh()
    await asked[2]?.answer(null)
    expect([phase.value, data.value]).toEqual(['ready', 'one'])
  })

  it('reads again by itself when the network returns after a failure', async () => {
    const { asked, phase } = page()
    await asked[0]?.fail(new AppError('offline'))
    expect(phase.value).toBe('failed')
    window.dispatchEvent(new Event('online'))
    await asked[1]?.answer('one')
    expect(phase.value).toBe('ready')
  })
})
