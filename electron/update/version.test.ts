import { expect, test } from 'vitest'
import { compareVersions } from './version.ts'

test('the order of semver.org', () => {
  const ordered = ['0.9.9', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0']
  expect([...ordered].reverse().toSorted(compareVersions)).toEqual(ordered)
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0)
})

test.each(['', '1.2', 'v1.2.3', '1.2.3/../../x', '1.2.3\n', '1.2.3+build'])('%j is no version', (text) => expect(() => compareVersions(text, '1.0.0')).toThrow(RangeError))
