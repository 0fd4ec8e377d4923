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
