// `npm start`: from a fresh clone to the running product. Needs nothing but Node, and says so when Node is too old.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Hotel Coupons needs Node 20.19 or newer; this is ${process.versions.node}. Get one at https://nodejs.org`)
  process.exit(1)
}

const { install } = await import('./install.mjs')
const { top } = await import('./run.mjs')
await install()

const args = process.argv.slice(2)
if (!args.includes('--dev') && !args.includes('--help') && !args.includes('-h')) {
  const { build } = await import('./build.mjs')
  if (!(await build())) {
    console.error('The apps could not be built; what is above says why.')
    process.exit(1)
  }
}

const { register } = await import('tsx/esm/api')
register()
const { start } = await import('../stack/start/start.ts')
await start(args, top)
