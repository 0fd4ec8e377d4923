import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

/** The repository's top folder. */
export const top = resolve(import.meta.dirname, '..')

/** The path of a package's command, run by this Node, so that it works the same on every system. */
export function tool(path) {
  return [process.execPath, resolve(top, 'node_modules', path)]
}

/** The npm that runs this script, or the one on the path. */
export function npm() {
  const cli = process.env.npm_execpath
  return cli ? [process.execPath, cli] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

/** Runs a command to its end and resolves with its exit code. Output goes to ours unless `quiet`, then it is kept. */
export function run([command, ...prefix], args = [], { quiet = false, env = {}, timeout } = {}) {
  return new Promise((done) => {
    const child = spawn(command, [...prefix, ...args], {
      cwd: top,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
      timeout,
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => done({ code: 127, output: output + error.message }))
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}
