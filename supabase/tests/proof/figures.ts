import type { TestContext } from 'vitest'

/** What one line of docs/proof.md says. `wrong`: let through, lost, counted twice, answered amiss. */
export interface Figure {
  part: 'Attacked' | 'Raced and killed'
  name: string
  tried: number
  wrong: number
  /** What went wrong with the defence taken out, or why there is nothing to take out. */
  control?: string
  /** What a reader should know beside the numbers. */
  note?: string
}

declare module 'vitest' {
  interface TaskMeta {
    figures?: Figure[]
  }
}

/** Keeps a figure with the test that measured it: the reporters print it, and write docs/proof.md. */
export function record({ task }: Pick<TestContext, 'task'>, figure: Figure): void {
  task.meta.figures = [...(task.meta.figures ?? []), figure]
}

/** Counts attempts and those that were let through, over the tests of a file. */
export function counter() {
  let [tried, wrong] = [0, 0]
  return {
    /** Counts one attempt and gives whether it was refused. */
    refused(isRefused: boolean): boolean {
      tried += 1
      if (!isRefused) wrong += 1
      return isRefused
    },
    add(attempts: number, amiss: number): void {
      tried += attempts
      wrong += amiss
    },
    get total() {
      return { tried, wrong }
    },
  }
}

const number = (n: number): string => n.toLocaleString('en-US')

/** A figure as a row of a Markdown table. */
export function rowOf({ name, tried, wrong, control = '', note = '' }: Figure, command: string): string {
  const cells = [note ? `${name}. ${note}` : name, number(tried), number(wrong), control, `\`${command}\``]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
