import { beforeEach, expect, test } from 'vitest'
import { policyToInner, standardSchemes, textToInner, textToOuter, toInner, toOuter } from './addresses.ts'

beforeEach(() => void standardSchemes.set('app', { standard: true }))

test.each(['app://console/index.html#/desk', 'app://console/a%20b?c=d', 'https://example.com/app://x', 'data:text/html,x'])('%s comes back', (url) => {
  expect(toOuter(toInner(url))).toBe(url)
})

test('a host that only looks like ours is left alone', () => {
  expect(toOuter('http://console.app.localhost.example/x')).toBe('http://console.app.localhost.example/x')
  expect(textToOuter('see http://console.app.localhost.example/x')).toBe('see http://console.app.localhost.example/x')
})

test('texts and policies', () => {
  expect(textToInner('{"url":"app://console/x"}')).toBe('{"url":"http://console.app.localhost/x"}')
  expect(policyToInner("img-src app: data:; connect-src app://console")).toBe('img-src http://*.app.localhost data:; connect-src http://console.app.localhost')
})
