/** Runs every contender once a round, in turns, so that a busy moment of the machine meets all of them; gives what each measured. */
export async function inTurns<Name extends string>(
  rounds: number,
  contenders: Record<Name, (round: number) => Promise<number>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[]
  const values = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) values[name].push(await contenders[name](round))
  }
  return values
}

/** Seconds that a piece of work takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** Hands the items out to so many workers at a time, each taking the next one as soon as it is free. */
export async function spread<Item>(items: readonly Item[], workers: number, work: (item: Item, worker: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const turn = async (worker: number): Promise<void> => {
    while (next < items.length) await work(items[next++]!, worker)
  }
  await Promise.all(Array.from({ length: workers }, (_, worker) => turn(worker)))
}
