/**
 * What a version brings, as its users read it in the app: its section of the changelog as plain text, a point a line. Throws where there is
 * none, since a release without a word of what is new is signed that way for good.
 */
export function notesOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find((text) => new RegExp(`^\\[?v?${version.replaceAll('.', '\\.')}\\]?(\\s|$)`).test(text))
  const points = (section ?? '').split('\n').slice(1).join('\n').trim()
  if (!points) throw new Error(`CHANGELOG.md has no section “## ${version}” that says what is new.`)
  return points
    .replaceAll(/\n {2,}(?=\S)/g, ' ') // a point that goes over several lines
    .replaceAll(/^#+ +/gm, '')
    .replaceAll(/^[-*] +/gm, '• ')
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll(/\*\*|`/g, '')
}
