import { describe, expect, it } from 'vitest'
import { AppError, asAppError, catalogue, classify, isErrorCode } from './errors.ts'
import { fromServerFailure } from './server-failure.ts'

describe('fromServerFailure', () => {
  it.each([
    ['HC001', 'invalid-argument'], ['HC002', 'sign-in-required'], ['HC003', 'not-allowed'], ['HC004', 'not-found'],
    ['HC005', 'command-mismatch'], ['HC006', 'too-large'], ['HC007', 'wrong-state'], ['HC008', 'not-local'],
  ])('maps SQLSTATE %s to %s whatever the status says', (code, slug) => {
    expect(fromServerFailure({ status: 400, code, message: 'anything', details: 'title' })).toMatchObject({ code: slug, detail: 'title' })
  })

  it.each([
    [{ status: 0, message: 'TypeError: fetch failed' }, 'offline', 'retry'],
    [{ status: 503, code: 'PGRST002' }, 'server-failed', 'retry'],
    [{ status: 500, code: '57014' }, 'server-failed', 'retry'],
    [{ status: 502 }, 'server-failed', 'retry'],
    [{ status: 429 }, 'rate-limited', 'retry'],
    [{ status: 401, code: 'PGRST303' }, 'sign-in-required', 'signed-out'],
    [{ status: 401 }, 'sign-in-required', 'signed-out'],
    [{ status: 401, code: '42501' }, 'sign-in-required', 'signed-out'],
    [{ status: 403, code: '42501' }, 'not-allowed', 'rejected'],
    [{ status: 404, code: 'PGRST202' }, 'upgrade-required', 'upgrade'],
    [{ status: 400, code: 'HC007' }, 'wrong-state', 'rejected'],
    [{ status: 409, code: '23505', message: 'duplicate key' }, 'unexpected', 'rejected'],
  ])('%j is %s, to %s', (failure, code, kind) => {
    const error = fromServerFailure(failure)
    expect([error.code, classify(error)]).toEqual([code, kind])
  })
})

it('an error that is not ours becomes unexpected and keeps its cause', () => {
  const cause = new TypeError('x is not a function')
  expect(asAppError(cause)).toMatchObject({ code: 'unexpected', cause })
  expect(classify(cause)).toBe('rejected')
  expect(asAppError(new AppError('offline')).code).toBe('offline')
})

it('knows its own codes, and not what every object has', () => {
  expect(Object.keys(catalogue).every(isErrorCode)).toBe(true)
  expect(isErrorCode('toString')).toBe(false)
})
