import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Settings } from '../settings.ts'
import { raiseFloor } from './floor.ts'

let folder: string
let said: string[]
const file = () => join(folder, 'profile/newest-version')
const start = (version: string) => raiseFloor(file(), version, (message) => said.push(message))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-floor-'))
  said = []
})
afterEach(() => rmSync(folder, { recursive: true }))

test('it rises with each newer version and never falls', () => {
  const versions = ['1.2.0', '1.10.0-beta.2', '1.9.9', '1.10.0-beta.10', '1.10.0', '1.10.0-beta.11', '1.2.0']
  expect(versions.map(start)).toEqual(['1.2.0', '1.10.0-beta.2', '1.10.0-beta.2', '1.10.0-beta.10', '1.10.0', '1.10.0', '1.10.0'])
  expect(readFileSync(file(), 'utf8')).toBe('1.10.0\n')
  expect(said).toEqual([])
})

test('settings that are lost, broken or written anew take nothing from it', () => {
  start('2.0.0')
  const settings = join(folder, 'profile/settings.json')
  for (const text of ['{ half a', '{"floor":"0.0.1"}', '']) {
    writeFileSync(settings, text)
    new Settings(settings).change({ language: 'es' })
    expect(start('1.0.0'), text).toBe('2.0.0')
  }
})

test.each(['', '2.0', 'newest', '\u00002.0.0', '99999999999.0.0'])('%j in its file counts as nothing: it is the running version, and noted again', (text) => {
  start('2.0.0')
  writeFileSync(file(), text)
  expect(start('1.0.0')).toBe('1.0.0')
  expect(start('0.9.0')).toBe('1.0.0')
})

test('where it cannot be noted the console opens all the same', () => {
  mkdirSync(file(), { recursive: true })
  expect(start('1.0.0')).toBe('1.0.0')
  expect(said).toEqual([expect.stringContaining('could not be noted')])
})
