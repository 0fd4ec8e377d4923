import { createECDH, createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, jwtVerify } from 'jose'
import { brokenFolder } from './record.ts'
import type { Claims, StackKeys } from './service.ts'

/** What is kept of one data folder's secrets: the keys, and the two passwords nobody types. */
export interface Secrets extends StackKeys {
  databasePassword: string
  cronSecret: string
  /** Signs web pushes: base64url, 65 and 32 bytes. Browsers subscribe to the public one. */
  vapid: { publicKey: string; privateKey: string }
}

/** Reads the secrets of a data folder, or makes them on its first start. They are the same after every restart. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'keys.json')
  if (existsSync(file)) return readSecrets(dataDir, file)
  const secrets = await makeSecrets()
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return secrets
}

function readSecrets(dataDir: string, file: string): Secrets {
  try {
    const secrets = JSON.parse(readFileSync(file, 'utf8')) as Secrets
    if (secrets.vapid) return secrets
    // A folder from before there were pushes.
    const complete = { ...secrets, vapid: makeVapidKeys() }
    writeFileSync(file, `${JSON.stringify(complete, null, 2)}\n`, { mode: 0o600 })
    return complete
  } catch (cause) {
    throw brokenFolder(dataDir, 'its keys.json cannot be read', cause)
  }
}

async function makeSecrets(): Promise<Secrets> {
  const secret = randomBytes(32).toString('hex')
  return {
    publishableKey: `sb_publishable_${opaque()}`,
    secretKey: `sb_secret_${opaque()}`,
    anonJwt: await legacyKey('anon', secret),
    serviceRoleJwt: await legacyKey('service_role', secret),
    signingKey: await makeSigningKey(),
    secret,
    databasePassword: randomBytes(18).toString('base64url'),
    cronSecret: randomUUID(),
    vapid: makeVapidKeys(),
  }
}

function makeVapidKeys(): Secrets['vapid'] {
  const keys = createECDH('prime256v1')
  const publicKey = keys.generateKeys('base64url')
  // The number may begin with zeros, which Node leaves out.
  return { publicKey, privateKey: Buffer.from(keys.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url') }
}

function opaque(): string {
  const random = randomBytes(16).toString('base64url')
  return `${random}_${createHash('sha256').update(random).digest('base64url').slice(0, 8)}`
}

function legacyKey(role: string, secret: string): Promise<string> {
  return new SignJWT({ role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('supabase')
    .setIssuedAt()
    .setExpirationTime('10y')
    .sign(new TextEncoder().encode(secret))
}

async function makeSigningKey(): Promise<StackKeys['signingKey']> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const publicJwk = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(publicJwk)
  return { kid, privateJwk: (await exportJWK(privateKey)) as JsonWebKey, publicJwk: publicJwk as JsonWebKey }
}

/** The key set that PostgREST reads: user sessions (ES256) and the two legacy keys (HS256). */
export function jwks(keys: StackKeys): string {
  const { kid, publicJwk } = keys.signingKey
  const session = { ...publicJwk, kid, alg: 'ES256', use: 'sig', key_ops: ['verify'] }
  const legacy = { kty: 'oct', k: Buffer.from(keys.secret).toString('base64url'), alg: 'HS256' }
  return JSON.stringify({ keys: [session, legacy] })
}

/** Makes the one check that all services share: signature, algorithm and expiry of a token. */
export async function makeVerify(keys: StackKeys): Promise<(token: string) => Promise<Claims>> {
  const session = await importJWK(keys.signingKey.publicJwk as Parameters<typeof importJWK>[0], 'ES256')
  const legacy = new TextEncoder().encode(keys.secret)
  return async token => {
    const { payload } = await jwtVerify(token, header => (header.alg === 'ES256' ? session : legacy), {
      algorithms: ['ES256', 'HS256'],
    })
    if (typeof payload['role'] !== 'string') throw new Error('token without a role')
    return payload as Claims
  }
}
