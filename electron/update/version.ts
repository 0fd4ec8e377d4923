const shape = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,60}))?$/

export function isVersion(text: string): boolean {
  return shape.test(text)
}

/** Negative where `a` is older than `b`, by the rules of https://semver.org (11). Throws on what is no version. */
export function compareVersions(a: string, b: string): number {
  const [one, two] = [parts(a), parts(b)]
  for (let at = 0; at < 3; at++) {
    const difference = (one.numbers[at] ?? 0) - (two.numbers[at] ?? 0)
    if (difference !== 0) return difference
  }
  return comparePrereleases(one.prerelease, two.prerelease)
}

function parts(version: string): { numbers: number[]; prerelease: string[] } {
  const [, major, minor, patch, prerelease] = shape.exec(version) ?? []
  if (major === undefined) throw new RangeError(`not a version: ${version.slice(0, 40)}`)
  return { numbers: [major, minor, patch].map(Number), prerelease: prerelease?.split('.') ?? [] }
}

function comparePrereleases(a: string[], b: string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [one, two] = [a[at], b[at]]
    if (one === undefined || two === undefined) return one === undefined ? -1 : 1
    if (one === two) continue
    const [number, other] = [/^\d+$/.test(one), /^\d+$/.test(two)]
    if (number && other) return Number(one) - Number(two)
    if (number !== other) return number ? -1 : 1
    return one < two ? -1 : 1
  }
  return 0
}
