import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { authOptions, readConfig, verifiesJwt } from './project.ts'

function read(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-config-'))
  try {
    writeFileSync(join(folder, 'config.toml'), text)
    return readConfig(join(folder, 'config.toml'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

it('reads what the stack follows, whatever stands around it', () => {
  const config = read(`
project_id = "x" # a comment
[auth]
# site_url = "http://commented.out"
site_url = "http://127.0.0.1:3000/#/home" # after
additional_redirect_urls = [
  "http://a",
  # "http://b",
  "app://c",
]
minimum_password_length = 10
[auth.email]
enable_confirmations = false
[functions.open]
verify_jwt = false
[functions.closed]
verify_jwt = true
`)
  expect(authOptions(config)).toEqual({
    siteUrl: 'http://127.0.0.1:3000/#/home',
    redirectUrls: ['http://a', 'app://c'],
    minimumPasswordLength: 10,
  })
  expect(['open', 'closed', 'unnamed'].map(name => verifiesJwt(config, name))).toEqual([false, true, true])
})

it('without a file everything is as by default', () => {
  const config = readConfig('/nowhere/config.toml')
  expect(authOptions(config)).toEqual({})
  expect(verifiesJwt(config, 'any')).toBe(true)
})
