import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeDigest, normaliseCode } from '../../core/domain/code.ts'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.stop())

test('SQL and the clients agree on codes: what is one, how it is read, and its digest', async () => {
  const hotel = crypto.randomUUID()
  const { rows } = await world.sql.query<{ code: string; digest: string }>(
    'select code, private.code_digest($1, code) as digest from (select private.new_code() as code from generate_series(1, 500)) made', [hotel])
  for (const { code, digest } of rows) {
    expect(normaliseCode(code)).toBe(code)
    expect(codeDigest(hotel, code)).toBe(digest)
  }
  const slips = rows.flatMap(({ code }, i) => {
    const at = i % 12
    return [`${code.slice(0, at)}${code.charAt(at + 1)}${code.charAt(at)}${code.slice(at + 2)}`, code.replace(/.$/, 'U'), ` ${code.toLowerCase()}-`, code.replaceAll('0', 'o').replaceAll('1', 'I')]
  })
  const { rows: read } = await world.sql.query<{ code: string | null }>('select private.normalise_code(c) as code from unnest($1::text[]) with ordinality s (c, n) order by n', [slips])
  expect(read.map(({ code }) => code)).toEqual(slips.map(normaliseCode))
})

test('they drop the same blanks and raise the same letters', async () => {
  const { rows } = await world.sql.query<{ code: string }>('select private.new_code() as code from generate_series(1, 40)')
  const codes = rows.map((row) => row.code)
  // Blanks of either side's making, and what is none; letters that grow when they are raised.
  const odd = [0x9, 0xb, 0x1c, 0x1f, 0x20, 0x2d, 0x85, 0xa0, 0xad, 0x1680, 0x180e, 0x2003, 0x200b, 0x2010, 0x2028, 0x202f, 0x205f, 0x2060, 0x3000, 0xfeff].map((point) => String.fromCodePoint(point))
  const typed = [
    ...odd.flatMap((char, i) => [`${char}${codes[i]}`, `${codes[i]?.slice(0, 4)}${char}${codes[i]?.slice(4)}`]),
    ...['ı', 'ß', 'ſ', 'ﬁ', 'K', 'ｋ', '０'].flatMap((letter) => codes.slice(0, 5).map((code) => code.slice(0, 12) + letter)),
    ...codes.map((code) => code.toLowerCase()),
  ]
  const { rows: read } = await world.sql.query<{ code: string | null }>('select private.normalise_code(c) as code from unnest($1::text[]) with ordinality s (c, n) order by n', [typed])
  expect(read.map(({ code }) => code)).toEqual(typed.map(normaliseCode))
  expect(read.filter(({ code }) => code !== null).length).toBeGreaterThan(40)
})

test('the random characters are spread evenly', async () => {
  const { rows } = await world.sql.query<{ n: string }>(
    'select count(*) as n from generate_series(1, 3200) g, lateral (select left(private.new_code(), 12) as body where g > 0) c, string_to_table(body, null) letter group by letter')
  expect(rows).toHaveLength(32)
  // 38,400 characters, 1,200 of each; six standard deviations are 205.
  for (const { n } of rows) expect(Math.abs(Number(n) - 1200)).toBeLessThan(205)
})
