import { expect, test } from 'vitest'
import { encryptPush, fromBase64Url, toBase64Url } from '../functions/deliver-notifications/encrypt-push.ts'

// RFC 8291, section 5 and appendix A.
const example = {
  text: 'When I grow up, I want to be a watermelon',
  browser: { p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4', auth: 'BTBZMqHH6r4Tts7J_aSIgg' },
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  privateKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  publicKey: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
}

async function keysOf({ publicKey, privateKey }: typeof example): Promise<CryptoKeyPair> {
  const point = fromBase64Url(publicKey)
  const jwk = { kty: 'EC', crv: 'P-256', x: toBase64Url(point.slice(1, 33)), y: toBase64Url(point.slice(33)) }
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  return {
    publicKey: await crypto.subtle.importKey('jwk', jwk, curve, true, []),
    privateKey: await crypto.subtle.importKey('jwk', { ...jwk, d: privateKey }, curve, true, ['deriveBits']),
  }
}

test('encrypts the example of RFC 8291 to the byte', async () => {
  const body = await encryptPush(example.text, example.browser, { salt: fromBase64Url(example.salt), keys: await keysOf(example) })
  expect(toBase64Url(body)).toBe(example.body)
})

test('never encrypts the same way twice', async () => {
  const bodies = await Promise.all([1, 2, 3].map(() => encryptPush(example.text, example.browser)))
  expect(new Set(bodies.map((body) => toBase64Url(body.slice(0, 86)))).size).toBe(3)
})

test('refuses keys that are no point of the curve', async () => {
  await expect(encryptPush('x', { ...example.browser, p256dh: `B${'A'.repeat(86)}` })).rejects.toThrow()
})
