import { describe, expect, it } from 'vitest'
import type { DesktopBridge } from '../../core/bridge/bridge.ts'
import { loadConfig } from './config.ts'

const local = { supabaseUrl: 'http://127.0.0.1:54321', publishableKey: 'sb_publishable_x' }
const answering = (body: string): typeof fetch => async () => new Response(body)
const shell = (server: typeof local | null) =>
  ({ app: { info: async () => ({ version: '1', platform: 'linux', server, hosted: false }) } }) as unknown as DesktopBridge

describe('loadConfig', () => {
  it('reads the file that is served with the page', async () => {
    const served = JSON.stringify({ ...local, supabaseUrl: `${local.supabaseUrl}/` })
    expect(await loadConfig(null, answering(served))).toEqual(local)
  })

  it('prefers what the desktop installation names', async () => {
    const own = { supabaseUrl: 'https://hotel.example', publishableKey: 'key' }
    expect(await loadConfig(shell(own), answering(JSON.stringify(local)))).toEqual(own)
    expect(await loadConfig(shell(null), answering(JSON.stringify(local)))).toEqual(local)
  })

  it.each(['<!doctype html>', '{}', 'null', '{"supabaseUrl":"nowhere","publishableKey":"x"}'])('says not-configured of %j', async (body) => {
    await expect(loadConfig(null, answering(body))).rejects.toMatchObject({ code: 'not-configured' })
  })

  it('takes a server that is still starting for one that will answer later', async () => {
    const starting = async () => new Response('{"message":"Starting"}', { status: 503 })
    await expect(loadConfig(null, starting)).rejects.toMatchObject({ code: 'server-failed' })
  })

  it('says offline where nothing answers', async () => {
    await expect(loadConfig(null, () => Promise.reject(new TypeError('Failed to fetch')))).rejects.toMatchObject({ code: 'offline' })
  })
})
