import { jsPDF } from 'jspdf'

interface StreamFilters {
  processDataByFilters?: (data: string, filters: string[]) => { data: string; reverseChain: string }
}

/**
 * jspdf adds up a compressed stream letter by letter, and V8 keeps such a sum as a tree with a node for each: 32 bytes for every
 * byte of the file, until the file is done. Looking at one letter makes V8 write the text out and drop the tree, page by page.
 */
export function flattenStreams(): void {
  const api = jsPDF.API as StreamFilters
  const process = api.processDataByFilters
  if (!process || process.name === 'flattened') return
  api.processDataByFilters = function flattened(data, filters) {
    const processed = process(data, filters)
    processed.data.charCodeAt(0)
    return processed
  }
}

/** What jspdf keeps of a document while it is drawn: per page, from 1, a list of operators that it joins by line ends at the end. */
interface Pages {
  pages: string[][]
  events: { subscribe(name: 'putPage', hear: (put: { pageNumber: number }) => void): void }
}

/** Takes what stands on a page off the heap. */
export type Shelve = (page: number) => void

/**
 * Operators are ASCII, and a long ledger has hundreds of thousands: as bytes a finished page takes the room of its letters and no more,
 * where V8 keeps an object for each, and as much again for the garbage that it expects of such a heap. Each page comes back when it is
 * written into the file, and is dropped with the next one. A document is written once.
 */
export function openShelf(doc: jsPDF): Shelve {
  const { pages, events } = doc.internal as unknown as Pages
  const shelf = new Map<number, Uint8Array>()
  // Overwritten, not taken out: V8 promotes what a list that has been cut still points to.
  events.subscribe('putPage', ({ pageNumber }) => {
    pages[pageNumber - 1]?.fill('')
    const bytes = shelf.get(pageNumber)
    const operators = pages[pageNumber]
    if (!bytes || !operators) return
    operators[0] = byteString(bytes)
    shelf.delete(pageNumber)
  })
  return (number) => {
    const operators = pages[number]
    if (!operators) return
    shelf.set(number, bytesOf(operators.join('\n')))
    operators.fill('').splice(1)
  }
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index)
  return bytes
}

/** Bytes as jspdf takes them, a letter for each; in pieces, since a call has room for some ten thousand arguments. */
export function byteString(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let start = 0; start < bytes.length; start += 8192) parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)))
  return parts.join('')
}
