import ts from 'typescript'

/** A test as its file calls it: `test('name', …)`, `test.each(…)('name', …)`, or a `check('name', …)` of a script. */
export interface CalledTest {
  /** As it is written between its quotes. */
  name: string
  /** Whether it may be left out of a run. */
  skipped: boolean
}

const heads = new Set(['test', 'it', 'check'])
const leavingOut = /^(skip|skipIf|runIf|todo|fixme|fails?|only)$/

/** The tests that a file really calls. What stands in a comment or in a text is none. */
export function testsIn(source: string): CalledTest[] {
  const file = ts.createSourceFile('tests.ts', source, ts.ScriptTarget.Latest, true)
  const found: CalledTest[] = []
  const visit = (node: ts.Node, skipped: boolean): void => {
    const left = skipped || mayLeaveOut(node)
    const name = nameOf(node)
    if (name !== null) found.push({ name, skipped: left || skipsItself(node) })
    ts.forEachChild(node, (child) => visit(child, left))
  }
  visit(file, skipsAll(file))
  return found
}

/** What a call of a test is named, as written between its quotes; null for every other node. */
function nameOf(node: ts.Node): string | null {
  if (!ts.isCallExpression(node)) return null
  const [head = '', ...modes] = chainOf(node.expression)
  const [name] = node.arguments
  if (!heads.has(head) || modes.includes('describe') || !name) return null
  if (ts.isStringLiteralLike(name)) return name.text
  return ts.isTemplateExpression(name) ? name.getText().slice(1, -1) : null
}

/** Whether what is within may be left out of a run: by a mode, by options, by a condition. */
function mayLeaveOut(node: ts.Node): boolean {
  if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) return true
  return ts.isCallExpression(node) && (chainOf(node.expression).slice(1).some((mode) => leavingOut.test(mode)) || hasSkippingOptions(node))
}

/** `test.describe.skip` as its words; of `test.each(…)`, those before the call. */
function chainOf(expression: ts.Expression): string[] {
  if (ts.isIdentifier(expression)) return [expression.text]
  if (ts.isPropertyAccessExpression(expression)) return [...chainOf(expression.expression), expression.name.text]
  if (ts.isCallExpression(expression)) return chainOf(expression.expression)
  if (ts.isTaggedTemplateExpression(expression)) return chainOf(expression.tag)
  return []
}

/** `test('name', { skip: true }, …)`. */
function hasSkippingOptions({ arguments: given }: ts.CallExpression): boolean {
  return given.some((argument) => ts.isObjectLiteralExpression(argument) && argument.properties.some(({ name }) => name && leavingOut.test(name.getText())))
}

/** `test.skip()` in its own body. */
function skipsItself(call: ts.Node): boolean {
  const leaves = (node: ts.Node): boolean => (node !== call && isSkippingCall(node)) || (ts.forEachChild(node, leaves) ?? false)
  return leaves(call)
}

/** `test.skip(…)` or `test.only(…)` for the whole file, or in its hooks. */
function skipsAll(file: ts.SourceFile): boolean {
  return file.statements.some((statement) => {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return false
    const [head = '', ...modes] = chainOf(statement.expression.expression)
    if (heads.has(head) && modes.includes('only')) return true
    const hook = /^(before|after)(Each|All)$/.test(modes.at(-1) ?? head)
    return hook ? skipsItself(statement.expression) : isSkippingCall(statement.expression) && !isNamed(statement.expression)
  })
}

function isSkippingCall(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false
  const [head = '', ...modes] = chainOf(node.expression)
  return (heads.has(head) || head === 'testInfo') && modes.some((mode) => leavingOut.test(mode))
}

/** A skipped test of its own, `test.skip('name', () => …)`, is no word about the others. */
function isNamed({ arguments: [first, body] }: ts.CallExpression): boolean {
  return first !== undefined && ts.isStringLiteralLike(first) && body !== undefined
}
