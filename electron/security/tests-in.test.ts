import { expect, test } from 'vitest'
import { testsIn } from './tests-in.ts'

const found = (source: string) => testsIn(source).map(({ name, skipped }) => `${skipped ? 'may be left out: ' : ''}${name}`)

test.each([
  [`test('a', () => {})`, ['a']],
  ['test(`a`, async ({ page }) => {})', ['a']],
  [`it("a's", () => {})`, [`a's`]],
  [`test.each([1])('a %s', () => {})`, ['a %s']],
  [`describe('d', () => { test('a', () => {}) })`, ['a']],
  [`test.describe('d', () => { for (const x of y) test('a', () => {}) })`, ['a']],
  ['check(`fuse ${name} is on`, wire[name] === 1)', ['fuse ${name} is on']],
  [`test.slow(); test('a', () => expect(b).toBe(1))`, ['a']],
  [`test('a', () => {}); test.skip('b', () => {})`, ['a', 'may be left out: b']],
  [`test('a', () => { test.step('s', () => {}) })`, ['a', 's']],
])('%s calls its tests', (source, expected) => expect(found(source)).toEqual(expected))

test.each([`// test('a', () => {})`, `/* test('a') */`, `const text = "test('a', () => {})"`, `expect('a').toBe('a')`, `attest('a', () => {})`, `testing.test('a', () => {})`])('%s calls none', (source) => expect(found(source)).toEqual([]))

test.each([
  `test.skip('a', () => {})`,
  `it.skip('a', () => {})`,
  `test.todo('a')`,
  `test.fixme('a', async () => {})`,
  `test.fail('a', async () => {})`,
  `test.skip.each([1])('a', () => {})`,
  `test.each([1]).skip('a', () => {})`,
  `test.skipIf(process.env.CI)('a', () => {})`,
  `test.runIf(false)('a', () => {})`,
  `describe.skip('d', () => { test('a', () => {}) })`,
  `test.describe.fixme('d', () => { test('a', () => {}) })`,
  `describe.todo('d', () => { describe('e', () => { it('a', () => {}) }) })`,
  `test('a', { skip: true }, () => {})`,
  `test('a', async ({ page }) => { test.skip(); await page.close() })`,
  `test('a', async ({ page }, testInfo) => { if (page) testInfo.skip() })`,
  `test.skip(process.platform !== 'linux', 'not here')\ntest('a', () => {})`,
  `test.beforeEach(() => { test.fixme() })\ntest('a', () => {})`,
  `if (false) test('a', () => {})`,
  `if (process.env.CI) { describe('d', () => { test('a', () => {}) }) }`,
  `test.only('b', () => {})\ntest('a', () => {})`,
])('%s may leave it out', (source) => expect(found(source)).toContain('may be left out: a'))
