import { beforeEach, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '../../core/domain/errors.ts'
import { keptConfig } from './kept-config.ts'

const config = { supabaseUrl: 'https://one.example', publishableKey: 'key' }
const kept = new Map<string, string>()
const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
const failing = (code: ErrorCode) => () => Promise.reject(new AppError(code))

beforeEach(() => kept.clear())

it('knows its server without network, once it has seen it', async () => {
  await expect(keptConfig(failing('offline'), storage)).rejects.toThrow('offline')
  await keptConfig(async () => config, storage)
  expect(await keptConfig(failing('offline'), storage)).toEqual(config)
})

it('does not cover up a server that is set wrongly', async () => {
  await keptConfig(async () => config, storage)
  await expect(keptConfig(failing('not-configured'), storage)).rejects.toThrow('not-configured')
})
