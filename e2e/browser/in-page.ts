import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect'

/* What contract suites ask of `vitest`, within a page: the same assertions, and tests that run one after another. */

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

/** A test that was run: why it failed, or null. */
export interface Result {
  name: string
  failure: string | null
}

declare global {
  /** What came of every test of the page. */
  var results: Promise<Result[]>
}

type Work = () => unknown
interface Test {
  name: string
  run: Work
  after: readonly Work[]
}

const tests: Test[] = []
let suite: { names: string[]; after: Work[] } = { names: [], after: [] }

export const expect = chai.expect

/** Adds the tests that the body names, under a name. */
export function describe(name: string, body: () => void): void {
  const outer = suite
  suite = { names: [...outer.names, name], after: [...outer.after] }
  body()
  suite = outer
}

/** Adds a test. */
export const it = Object.assign(add, { runIf: (condition: unknown) => (condition ? add : () => undefined) })

function add(name: string, run: Work): void {
  tests.push({ name: [...suite.names, name].join(': '), run, after: suite.after })
}

/** Adds what is done after each test of the suite. */
export function afterEach(work: Work): void {
  suite.after.push(work)
}

/** Runs all that was added. */
export async function runTests(): Promise<Result[]> {
  const results: Result[] = []
  for (const { name, run, after } of tests) results.push({ name, failure: (await failureOf(run)) ?? (await failureOf(...after)) })
  return results
}

/** A test that waits for what never comes fails by itself. */
const patienceMs = 20_000

async function failureOf(...works: Work[]): Promise<string | null> {
  try {
    for (const work of works) await within(patienceMs, work())
    return null
  } catch (error) {
    return String(error)
  }
}

async function within(ms: number, work: unknown): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${ms} ms`)), ms)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
