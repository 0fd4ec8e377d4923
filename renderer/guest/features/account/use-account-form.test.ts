import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../core/domain/errors.ts'
import { useAccountForm } from './use-account-form.ts'

function form(send: (values: Record<'email' | 'password', string>) => Promise<void> = async () => {}) {
  return useAccountForm({ email: 'email', password: 'password' }, send)
}

describe('useAccountForm', () => {
  it('complains only after the first try, and sends nothing that is wrong', async () => {
    const sent: unknown[] = []
    const { values, broken, submit } = form(async (all) => void sent.push(all))
    values.email = 'alex'
    expect(broken('email')).toBeNull()
    await submit()
    expect([broken('email'), broken('password')]).toEqual(['email', 'password'])
    expect(sent).toEqual([])
  })

  it('sends once, however often it is pressed', async () => {
    let finish = () => {}
    let sent = 0
    const { values, busy, submit } = form(() => new Promise((resolve) => {
      sent += 1
      finish = resolve
    }))
    Object.assign(values, { email: 'alex@user.com', password: 'user-demo' })
    const first = submit()
    await submit()
    expect(busy.value).toBe(true)
    finish()
    await first
    expect([sent, busy.value]).toEqual([1, false])
  })

  it('keeps why it failed until the next try', async () => {
    let fails = true
    const { values, error, submit } = form(async () => {
      if (fails) throw new AppError('invalid-credentials')
    })
    Object.assign(values, { email: 'alex@user.com', password: 'wrong-one' })
    await submit()
    expect(error.value).toMatchObject({ code: 'invalid-credentials' })
    fails = false
    await submit()
    expect(error.value).toBeNull()
  })
})
