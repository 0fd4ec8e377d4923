import type { Reporter, TestModule } from 'vitest/node'
import type { Figure } from './figures.ts'

/** A figure with the command that measures it again. */
export interface Measured {
  figure: Figure
  command: string
}

/** The figures of a run, in the order of the files. */
export function figuresOf(modules: readonly TestModule[]): Measured[] {
  return modules.flatMap((module) => {
    const file = module.moduleId.replaceAll('\\', '/').split('/').at(-1)?.replace('.test.ts', '') ?? ''
    const command = module.project.name === 'soak' ? `npm run test:soak -- ${file}` : `npm run test:db -- ${file}`
    return [...module.children.allTests()].flatMap((test) => (test.meta().figures ?? []).map((figure) => ({ figure, command })))
  })
}

/** Prints each figure that a test recorded: tried / let through. */
export default class PrintFigures implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const figures = figuresOf(modules)
    if (figures.length === 0) return
    console.log('\nproof: tried / let through or wrong')
    for (const { figure: { part, name, tried, wrong, control } } of figures) {
      console.log(`  ${part}: ${name}: ${tried} / ${wrong}${control ? `   (control: ${control})` : ''}`)
    }
  }
}
