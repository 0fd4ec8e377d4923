import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { asAppError } from '../../core/domain/errors.ts'
import { memoryCloud, type MemoryCloud } from '../../core/sync/memory-cloud.ts'
import { draft, mark, type Tables } from '../../core/sync/test-desk.ts'
import type { Desk } from './windows-page.ts'
import { bundle, servePage } from './pages.ts'

declare global {
  var desk: Desk
}

/** Two windows of one browser over one replica, in real pages with real locks. */
let script: string
let scene: Awaited<ReturnType<typeof openScene>>

/** Longer than any test takes, and short enough to wait for. */
const [never, soon] = [600_000, 400]

test.beforeAll(async () => {
  script = await bundle('e2e/browser/windows-page.ts')
})
test.beforeEach(async ({ context }) => {
  scene = await openScene(context)
})
test.afterEach(() => scene.stop())

test('S22: a window waits while another syncs, and then finds nothing left to do', async () => {
  const [first, second] = [await scene.open('first', never), await scene.open('second', never)]
  const answer = scene.hold('first', 'pull')
  const syncing = first.evaluate(() => desk.sync())
  await answer.asked
  const waiting = second.evaluate(() => desk.sync())
  await second.waitForFunction(async () => (await desk.waiting()) === 1)
  expect(scene.asked).toEqual(['first pull'])
  answer.give()
  await Promise.all([syncing, waiting])
  expect(scene.asked).toEqual(['first pull', 'second pull'])
  expect(await second.evaluate(() => desk.rows())).toEqual(scene.cloud.rows('coupons'))
})

test('S22: a window that is killed in its turn gives it on', async () => {
  const [first, second] = [await scene.open('first', never), await scene.open('second', never)]
  const answer = scene.hold('first', 'call')
  await first.evaluate(() => desk.pause('a'))
  await answer.asked
  const waiting = second.evaluate(() => desk.sync())
  await second.waitForFunction(async () => (await desk.waiting()) === 1)
  await kill(first)
  await waiting
  await expectTold(second)
})

test('S10, S19, S27: from a window whose call hangs the turn is taken; when it goes on nothing is lost or done twice', async () => {
  const [first, second] = [await scene.open('first', soon), await scene.open('second', soon)]
  const answer = scene.hold('first', 'call')
  await first.evaluate(() => desk.pause('a'))
  await answer.asked
  await second.evaluate(() => desk.pause('b'))
  await second.evaluate(() => desk.sync())
  await expectTold(second)
  answer.give()
  await first.evaluate(() => desk.sync())
  await expectTold(first)
})

test('S10, S19, S27: from a window whose whole page hangs the turn is taken; what it had asked for is dropped when it goes on', async () => {
  const [first, second] = [await scene.open('first', soon), await scene.open('second', soon)]
  const answer = scene.hold('first', 'pull')
  await first.evaluate(() => desk.pause('a'))
  await answer.asked
  const wake = await hang(first)
  answer.give()
  scene.cloud.put('coupons', draft('b', 'newer'))
  await second.evaluate(() => desk.pause('b'))
  await second.evaluate(() => desk.sync())
  await expectTold(second)
  const again = scene.hold('first', 'pull')
  await wake()
  await again.asked
  await expectTold(second)
  again.give()
  await first.evaluate(() => desk.sync())
  await expectTold(first)
})

test('control: where no turn is ever taken a window that hangs holds up the others', async () => {
  const [first, second] = [await scene.open('first', never), await scene.open('second', never)]
  const answer = scene.hold('first', 'call')
  await first.evaluate(() => desk.pause('a'))
  await answer.asked
  const waiting = second.evaluate(() => desk.sync()).then(() => 'went on')
  expect(await Promise.race([waiting, afterLong()]), 'its call hangs').toBe('held up')
  const wake = await hang(first)
  answer.give()
  expect(await Promise.race([waiting, afterLong()]), 'its page hangs').toBe('held up')
  expect(scene.asked).toEqual(['first call', 'first hang'])
  await wake()
  expect(await waiting).toBe('went on')
})

const afterLong = () => new Promise((resolve) => setTimeout(() => resolve('held up'), 4 * soon))

/** Everything was told once, nothing waits, and the rows are the server's. */
async function expectTold(page: Page): Promise<void> {
  expect(await page.evaluate(() => desk.outbox())).toEqual([])
  expect(await page.evaluate(() => desk.rows())).toEqual(scene.cloud.rows('coupons').toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  const paused = scene.cloud.rows('coupons').filter(({ status }) => status === 'paused')
  expect(scene.cloud.applied.get('pause_coupon')).toBe(paused.length)
  expect(paused.length).toBeGreaterThan(0)
}

/** Lets nothing run in a page any more: it waits for an answer in the middle of its script. Gives the way to end that. */
async function hang(page: Page): Promise<() => Promise<void>> {
  const answer = scene.hold('first', 'hang')
  const hanging = page.evaluate(() => desk.hang())
  await answer.asked
  return async () => {
    answer.give()
    await hanging
  }
}

async function kill(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash')
  const cdp = await page.context().newCDPSession(page)
  cdp.send('Page.crash').catch(() => undefined)
  await gone
}

interface Question {
  name: 'pause_coupon'
  args: { coupon: string }
  cursor: string | null
  maxRows: number
}

/** A server with two coupons, windows of a browser on it, and the way to hold the answer to a window's question. */
async function openScene(context: BrowserContext) {
  const cloud: MemoryCloud<Tables> = memoryCloud<Tables>({ handlers: { pause_coupon: mark('paused') } })
  for (const id of ['a', 'b']) cloud.put('coupons', draft(id))
  const asked: string[] = []
  const held = new Map<string, { isAsked(): void; given: Promise<void> }>()

  async function answer(path: string, body: string): Promise<unknown> {
    const question = path.slice(1).replace('/', ' ')
    asked.push(question)
    const reply = await work(question, JSON.parse(body)).then((given) => ({ answer: given }), (error: unknown) => ({ error: asAppError(error).code }))
    const hold = held.get(question)
    held.delete(question)
    hold?.isAsked()
    await hold?.given
    return reply
  }
  async function work(question: string, { name, args, cursor, maxRows }: Question): Promise<unknown> {
    if (question.endsWith('hang')) return null
    return question.endsWith('pull') ? cloud.pull({ hotel: 'h' }, cursor, maxRows) : cloud.call(name, args as never)
  }
  const pages = await servePage(script, answer)

  return {
    cloud,
    /** What the windows asked, in order. */
    asked,
    open: async (name: string, patienceMs: number): Promise<Page> => {
      const page = await context.newPage()
      await page.goto(`${pages.url}?name=${name}&patience=${patienceMs}`)
      await page.waitForFunction(() => 'desk' in globalThis)
      return page
    },
    /** Holds the answer to a window's next question of this kind: it was worked on, and is not told. */
    hold: (name: string, kind: 'pull' | 'call' | 'hang') => {
      let [isAsked, give] = [() => {}, () => {}]
      const wasAsked = new Promise<void>((resolve) => (isAsked = resolve))
      held.set(`${name} ${kind}`, { isAsked: () => isAsked(), given: new Promise((resolve) => (give = resolve)) })
      return { asked: wasAsked, give: () => give() }
    },
    stop: pages.stop,
  }
}
