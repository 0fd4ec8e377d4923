/*
 * A window keeps its copy in a slot of two files: it writes the one that is blank, waits for the disk, and blanks the other. So
 * at any moment one of them is whole. The first free slot is taken, and slots that nobody holds are read, since whoever held
 * them is gone. The files are made once and never moved: Chromium can lose the newest entries of its directory when it is
 * killed, and does not lose what is written into a file.
 */

/** So many windows of one replica have a journal each. */
const mostSlots = 8

interface Slot {
  files: [FileSystemSyncAccessHandle, FileSystemSyncAccessHandle]
}

/** The journal's files within a directory. Everything throws what the browser throws. */
export function journalSlots(directory: () => Promise<FileSystemDirectoryHandle>) {
  let mine: Slot | null = null
  let left: Slot[] = []
  let next = { place: 0, generation: 1 }

  const held = (): Slot => {
    if (!mine) throw new DOMException('no slot', 'InvalidStateError')
    return mine
  }

  return {
    /** Takes a slot and gives the newest text of every slot that nobody else holds. */
    async open(name: string): Promise<string[]> {
      const root = await directory()
      const texts: string[] = []
      for (let i = 0; i < mostSlots; i += 1) {
        const slot = await openSlot(root, slotName(name, i), { create: !mine })
        if (slot === 'missing') break
        if (slot === 'taken') continue
        const found = newest(slot)
        if (found) texts.push(found.text)
        if (mine) left.push(slot)
        else [mine, next] = [slot, { place: found?.place === 0 ? 1 : 0, generation: (found?.generation ?? 0) + 1 }]
      }
      held()
      return texts
    },

    /** Keeps a text in place of all that was found. */
    write(text: string): void {
      const [a, b] = held().files
      put(next.place === 0 ? a : b, text, next.generation)
      empty(next.place === 0 ? b : a)
      next = { place: 1 - next.place, generation: next.generation + 1 }
      for (const slot of left) {
        slot.files.forEach(empty)
        release(slot)
      }
      left = []
    },

    close(): void {
      for (const slot of [...left, ...(mine ? [mine] : [])]) release(slot)
      mine = null
      left = []
    },
  }
}

const slotName = (name: string, slot: number): string => `${fileName(name)}.${slot}`

/** All files of journals whose name begins so begin so. */
export const fileName = (name: string): string => `outbox-${encodeURIComponent(name)}`

async function openSlot(root: FileSystemDirectoryHandle, name: string, { create }: { create: boolean }): Promise<Slot | 'taken' | 'missing'> {
  const open: FileSystemSyncAccessHandle[] = []
  try {
    for (const side of ['a', 'b']) open.push(await (await root.getFileHandle(name + side, { create })).createSyncAccessHandle())
    return { files: open as Slot['files'] }
  } catch (error) {
    open.forEach((file) => file.close())
    const reason = (error as Error).name
    if (reason === 'NoModificationAllowedError') return 'taken'
    if (reason === 'NotFoundError' && !create) return 'missing'
    throw error
  }
}

function release({ files }: Slot): void {
  files.forEach((file) => file.close())
}

/** Before the text: the how-manieth of this slot it is, and its length, so that one that was left half written is not taken for whole. */
const head = (generation: number, length: number): string => `${String(generation).padStart(15, '0')} ${String(length).padStart(10, '0')}\n`
const headPattern = /^(\d{15}) (\d{10})\n$/
const headLength = 27

function put(file: FileSystemSyncAccessHandle, text: string, generation: number): void {
  const body = new TextEncoder().encode(text)
  const whole = new Uint8Array(headLength + body.length)
  whole.set(new TextEncoder().encode(head(generation, body.length)))
  whole.set(body, headLength)
  file.truncate(0)
  if (file.write(whole, { at: 0 }) < whole.length) throw new DOMException('no room', 'QuotaExceededError')
  file.flush()
}

function empty(file: FileSystemSyncAccessHandle): void {
  file.truncate(0)
  file.flush()
}

/** The whole one of a slot's two texts; of two whole ones, which a crash may leave, the newer. */
function newest({ files }: Slot): { text: string; place: number; generation: number } | null {
  const found = files.flatMap((file, place) => {
    const all = new Uint8Array(file.getSize())
    file.read(all, { at: 0 })
    const words = (from: number, to?: number) => new TextDecoder().decode(all.subarray(from, to))
    const [, generation, length] = headPattern.exec(words(0, headLength)) ?? []
    return generation !== undefined && all.length === headLength + Number(length) ? [{ generation: Number(generation), place, text: words(headLength) }] : []
  })
  return found.toSorted((a, b) => b.generation - a.generation)[0] ?? null
}
