import type { StackKeys } from '../service.ts'
import type { Reply } from './exchange.ts'

const absentProviders = [
  'anonymous_users', 'apple', 'azure', 'bitbucket', 'discord', 'facebook', 'figma', 'fly', 'github', 'gitlab', 'google',
  'kakao', 'keycloak', 'linkedin', 'linkedin_oidc', 'notion', 'phone', 'slack', 'slack_oidc', 'snapchat', 'spotify',
  'twitch', 'twitter', 'workos', 'zoom',
]

/** GET /settings: what a client may offer for signing in. */
export function settings(): Reply {
  const external = { ...Object.fromEntries(absentProviders.map((name) => [name, false])), email: true }
  return {
    status: 200,
    body: {
      external,
      disable_signup: false,
      mailer_autoconfirm: true,
      phone_autoconfirm: false,
      sms_provider: '',
      saml_enabled: false,
      saml_private_key_next_configured: false,
      passkeys_enabled: false,
    },
  }
}

/** GET /health. */
export function health(): Reply {
  return { status: 200, body: { version: 'local', name: 'GoTrue', description: 'The local stack’s stand-in for Supabase Auth' } }
}

/** GET /.well-known/jwks.json: the public key of the sessions. */
export function keySet(keys: StackKeys): Reply {
  const { kid, publicJwk } = keys.signingKey
  const { d: _secret, ...open } = publicJwk
  const key = { ...open, kid, alg: 'ES256', use: 'sig', key_ops: ['verify'], ext: true }
  return { status: 200, body: { keys: [key] }, headers: { 'cache-control': 'public, max-age=600' } }
}
