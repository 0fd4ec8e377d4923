import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { deleteReplicas } from './dexie-replica.ts'
import { keptPicture } from './kept-picture.ts'
import { replicaPrefix } from './open-sync.ts'

const offline = () => Promise.reject(new Error('offline'))
const text = async (picture: Promise<Blob>) => (await picture).text()

test('a picture is there without network once it was, until another takes its place or its user signs out', async () => {
  await expect(keptPicture('ana/1.webp', offline)).rejects.toThrow('offline')
  expect(await text(keptPicture('ana/1.webp', async () => new Blob(['one'])))).toBe('one')
  expect(await text(keptPicture('ana/1.webp', offline))).toBe('one')
  expect(await text(keptPicture('ana/2.webp', async () => new Blob(['two'])))).toBe('two')
  await expect(keptPicture('ana/1.webp', offline)).rejects.toThrow('offline')
  await expect(keptPicture('ben/2.webp', offline)).rejects.toThrow('offline')

  await deleteReplicas(replicaPrefix('ana'))
  expect((await Dexie.getDatabaseNames()).filter((name) => name.startsWith(replicaPrefix('ana')))).toEqual([])
  await expect(keptPicture('ana/2.webp', offline)).rejects.toThrow('offline')
})
