import type { Clock } from '../sync/ports.ts'

/** Repeats a step until it says that there is no more to do, or so many milliseconds have passed: a step that has begun is never cut off. */
export async function untilIdle(step: () => Promise<boolean>, budgetMs: number, clock: Clock): Promise<void> {
  const deadline = clock.now() + budgetMs
  while ((await step()) && clock.now() < deadline);
}
