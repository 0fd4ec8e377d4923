import type { InjectionKey } from 'vue'

/** Gives the server's key for web pushes, or undefined where it sends none. */
export const pushKeyKey: InjectionKey<() => Promise<string | undefined>> = Symbol('push key')
