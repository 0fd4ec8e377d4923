/** What has to be done to be back where we began: the steps in reverse order, each once, each tried. */
export interface Undo {
  /** A step that comes after all was undone is done at once: whoever was late still leaves nothing behind. */
  add(step: () => unknown): void
  run(): Promise<void>
}

/** Makes an empty list of steps. */
export function createUndo(): Undo {
  const steps: (() => unknown)[] = []
  let running: Promise<void> | undefined
  const run = async (): Promise<void> => {
    const failures: unknown[] = []
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'The stack did not stop in good order.')
  }
  return {
    add(step) {
      steps.push(step)
      if (running) running = running.then(run)
    },
    run: () => (running ??= run()),
  }
}
