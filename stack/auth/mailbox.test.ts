import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AuthBench } from './test-clients.ts'
import { startAuthBench } from './test-clients.ts'

let bench: AuthBench
beforeAll(async () => {
  bench = await startAuthBench()
})
afterAll(() => bench.stop())

it('shows each recipient’s mails, newest first, and nobody’s to pages of other origins', async () => {
  const [a, b] = [await bench.newcomer(), await bench.newcomer()]
  for (const email of [a.email, b.email, a.email]) await bench.client().auth.resetPasswordForEmail(email)
  const response = await fetch(`${bench.url}/mailbox.json?to=${a.email.toUpperCase()}`)
  const mails = (await response.json()) as { id: string; recipient: string; link: string; subject: string }[]
  expect(mails.map((mail) => mail.recipient)).toEqual([a.email, a.email])
  expect(Number(mails[0]?.id)).toBeGreaterThan(Number(mails[1]?.id))
  expect(mails[0]).toMatchObject({ subject: 'Reset your password', link: expect.stringContaining(`${bench.url}/auth/v1/verify?token=`) as string })
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  expect(await (await fetch(`${bench.url}/mailbox.json`)).json()).toHaveLength(3)
})

it('shows a page on which nothing that a mail says becomes markup', async () => {
  await bench.db.query(`insert into mailbox.mails (recipient, subject, body, link) values ('x', '<img src=x onerror=1>', '</pre><script>1</script>', 'http://x/"><b>')`)
  const response = await fetch(`${bench.url}/mailbox?to=${encodeURIComponent('"><script>')}`)
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await response.text()).not.toMatch(/<script|"><b>/)
  const html = await (await fetch(`${bench.url}/mailbox`)).text()
  expect(html).toContain('&lt;img src=x onerror=1&gt;')
  expect(html).not.toMatch(/<img|<script|"><b>/)
})

it('is read-only', async () => {
  expect((await fetch(`${bench.url}/mailbox`, { method: 'POST' })).status).toBe(405)
})
