import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

/** Codes are looked for so often: quick enough for a hand, and most of the processor stays free. */
const pauseMs = 120

/** Why there is no picture: a key beneath `desk.camera`. */
export type CameraTrouble = 'denied' | 'missing' | 'busy' | 'failed'

/** Loads the scanner, so that the first code is found at once, and so that it is there without network. */
export async function loadScanner(): Promise<void> {
  await prepareZXingModule({ overrides: { locateFile: (file: string, prefix: string) => (file.endsWith('.wasm') ? wasm : prefix + file) }, fireImmediately: true })
}

/** The computer's camera, on a phone or tablet the one at its back. Rejects with what the browser says. */
export function openCamera(): Promise<MediaStream> {
  if (!('mediaDevices' in navigator)) return Promise.reject(new DOMException('no camera', 'NotFoundError'))
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false })
}

/** Looks for a QR code in a playing video until one is found or the signal ends it; resolves with its text, or null. */
export async function scanVideo(video: HTMLVideoElement, signal: AbortSignal): Promise<string | null> {
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  while (!signal.aborted) {
    const [found] = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await detector.detect(video) : []
    if (found && !signal.aborted) return found.rawValue
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return null
}

/** What a refused camera means to the person before it. */
export function cameraTrouble(error: unknown): CameraTrouble {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'failed'
}
