import { readFileSync } from 'node:fs'
import { strict } from '../strict.ts'

/** Electron's NativeImage over a PNG's bytes. */
export class NativeImage {
  readonly bytes: Buffer
  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
  isEmpty(): boolean {
    return this.bytes.length === 0
  }
  getSize(): { width: number; height: number } {
    return this.bytes.length > 24 ? { width: this.bytes.readUInt32BE(16), height: this.bytes.readUInt32BE(20) } : { width: 0, height: 0 }
  }
  setTemplateImage(): void {}
}

export const nativeImage = strict('nativeImage', {
  createEmpty: () => strict('NativeImage', new NativeImage(Buffer.alloc(0))),
  createFromPath(path: string): NativeImage {
    try {
      return strict('NativeImage', new NativeImage(readFileSync(path)))
    } catch {
      return nativeImage.createEmpty() // as Electron does: an image that is not there is empty
    }
  },
})
