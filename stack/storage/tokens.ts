import { errors, jwtVerify, SignJWT } from 'jose'
import { invalidJwt, invalidSignature } from './errors.ts'

/** What a signed upload token allows. */
export interface UploadGrant {
  owner: string | undefined
  upsert: boolean
}

/** Signs and checks the tokens of signed URLs. One for a download never passes as one for an upload, nor the reverse. */
export interface Tokens {
  signDownload(path: string, seconds: number): Promise<string>
  signUpload(path: string, grant: UploadGrant): Promise<string>
  /** Gives the second at which the token ends; throws when it is not for this download. */
  checkDownload(token: string, path: string): Promise<number>
  /** Gives what the token allows; throws when it is not for this upload. */
  checkUpload(token: string, path: string): Promise<UploadGrant>
}

// As hosted.
const uploadSeconds = 2 * 60 * 60

export function createTokens(secret: string): Tokens {
  const key = new TextEncoder().encode(secret)

  async function sign(claims: Record<string, unknown>, seconds: number): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT({ ...claims, iat: now, exp: now + seconds }).setProtectedHeader({ alg: 'HS256' }).sign(key)
  }

  async function check(token: string, scope: 'download' | 'upload', path: string): Promise<Record<string, unknown>> {
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'] }).catch((error: unknown) => {
      throw error instanceof errors.JOSEError ? invalidJwt(error.message) : error
    })
    if (payload['scope'] !== scope) throw invalidSignature(`Token is not scoped for ${scope}`)
    if (payload['url'] !== path) throw invalidSignature()
    return payload
  }

  return {
    signDownload: (path, seconds) => sign({ url: path, scope: 'download' }, seconds),
    signUpload: (path, { owner, upsert }) =>
      sign({ ...(owner && { owner }), url: path, upsert, scope: 'upload' }, uploadSeconds),
    async checkDownload(token, path) {
      return Number((await check(token, 'download', path))['exp'])
    },
    async checkUpload(token, path) {
      const { owner, upsert } = await check(token, 'upload', path)
      return { owner: typeof owner === 'string' ? owner : undefined, upsert: upsert === true }
    },
  }
}
