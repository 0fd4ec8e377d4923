import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SupabaseClient } from '@supabase/supabase-js'
import { type Fixture, startFixture } from './fixture.ts'

const mine = '11111111-1111-4111-8111-111111111111'
const theirs = '22222222-2222-4222-8222-222222222222'
const setup = `
  insert into storage.buckets (id, name, public) values ('avatars', 'avatars', false), ('pictures', 'pictures', true);
  create policy "own folder: read" on storage.objects for select to authenticated
    using (bucket_id = 'avatars' and (storage.foldername(name))[1] = (select auth.uid())::text);
  create policy "own folder: add" on storage.objects for insert to authenticated
    with check (bucket_id = 'avatars' and (storage.foldername(name))[1] = (select auth.uid())::text and storage.extension(name) = 'txt');
  create policy "own folder: change" on storage.objects for update to authenticated
    using (bucket_id = 'avatars' and (storage.foldername(name))[1] = (select auth.uid())::text)
    with check (bucket_id = 'avatars' and (storage.foldername(name))[1] = (select auth.uid())::text);
  create policy "own folder: remove" on storage.objects for delete to authenticated
    using (bucket_id = 'avatars' and (storage.foldername(name))[1] = (select auth.uid())::text and storage.filename(name) <> 'kept.txt');`

let fixture: Fixture
let me: SupabaseClient
let other: SupabaseClient
const path = `${mine}/note.txt`

beforeAll(async () => {
  fixture = await startFixture(setup)
  me = await fixture.user(mine)
  other = await fixture.user(theirs)
})
afterAll(() => fixture?.stop())

const avatars = (client: SupabaseClient) => client.storage.from('avatars')

test('a user writes, reads, lists, replaces, moves, copies and removes in his own folder', async () => {
  const created = await avatars(me).upload(path, 'one', { contentType: 'text/plain', metadata: { of: 'me' } })
  expect(created).toMatchObject({ error: null, data: { path, fullPath: `avatars/${path}` } })
  expect((await avatars(me).upload(path, 'two')).error).toMatchObject({ statusCode: '409' })
  expect((await avatars(me).upload(path, 'two', { upsert: true })).data?.id).toBe(created.data?.id)
  expect(await (await avatars(me).download(path)).data?.text()).toBe('two')
  expect((await avatars(me).info(path)).data).toMatchObject({ size: 3, metadata: {} })
  expect((await avatars(me).exists(path)).data).toBe(true)
  expect((await avatars(me).copy(path, `${mine}/copy.txt`)).error).toBeNull()
  expect((await avatars(me).move(`${mine}/copy.txt`, `${mine}/moved.txt`)).error).toBeNull()
  expect((await avatars(me).list(mine)).data?.map(({ name }) => name)).toEqual(['moved.txt', 'note.txt'])
  expect((await avatars(me).remove([`${mine}/moved.txt`])).data?.map(({ name }) => name)).toEqual([`${mine}/moved.txt`])
  const { rows } = await fixture.sql.query('select owner, owner_id, path_tokens from storage.objects where name = $1', [path])
  expect(rows).toEqual([{ owner: mine, owner_id: mine, path_tokens: [mine, 'note.txt'] }])
})

describe('another user, and nobody, in that folder', () => {
  test.each(['other', 'anon'])('%s gets nothing and changes nothing', async (who) => {
    await avatars(fixture.admin).upload(path, 'two', { upsert: true })
    const before = await fixture.sql.query('select * from storage.objects order by id')
    const stranger = avatars(who === 'anon' ? fixture.anon : other)
    expect((await stranger.download(path)).data).toBeNull()
    expect((await stranger.info(path)).error).toMatchObject({ statusCode: '404' })
    expect((await stranger.exists(path)).data).toBe(false)
    expect((await stranger.list(mine)).data).toEqual([])
    expect((await stranger.list()).data).toEqual([])
    expect((await stranger.listV2({ with_delimiter: false })).data).toMatchObject({ objects: [], folders: [] })
    expect((await stranger.createSignedUrl(path, 60)).error).toMatchObject({ statusCode: '404' })
    expect((await stranger.createSignedUrls([path], 60)).data?.[0]?.signedUrl).toBeFalsy()
    expect((await stranger.createSignedUploadUrl(`${mine}/new.txt`)).error).toMatchObject({ statusCode: '403' })
    expect((await stranger.createSignedUploadUrl(path, { upsert: true })).error).toMatchObject({ statusCode: '403' })
    expect((await stranger.upload(`${mine}/new.txt`, 'x')).error).toMatchObject({ statusCode: '403' })
    expect((await stranger.upload(path, 'x')).error).toMatchObject({ statusCode: '403' })
    expect((await stranger.upload(path, 'x', { upsert: true })).error).toMatchObject({ statusCode: '403' })
    expect((await stranger.update(path, 'x')).error).toMatchObject({ statusCode: '403' })
    expect((await stranger.move(path, `${theirs}/taken.txt`)).error).toMatchObject({ statusCode: '404' })
    expect((await stranger.copy(path, `${theirs}/taken.txt`)).error).toMatchObject({ statusCode: '404' })
    expect((await stranger.remove([path])).data).toEqual([])
    expect(stranger.getPublicUrl(path).data.publicUrl).toContain('/object/public/avatars/')
    expect((await fetch(stranger.getPublicUrl(path).data.publicUrl)).status).toBe(400)
    expect((await fixture.sql.query('select * from storage.objects order by id')).rows).toEqual(before.rows)
  })
})

test('a policy speaks of the target, too: no move or copy out of the own folder', async () => {
  expect((await avatars(me).move(path, `${theirs}/gift.txt`)).error).toMatchObject({ statusCode: '403' })
  expect((await avatars(me).copy(path, `${theirs}/gift.txt`)).error).toMatchObject({ statusCode: '403' })
  expect((await avatars(me).move(path, path.replace('note', 'note2'), { destinationBucket: 'pictures' })).error).toMatchObject({ statusCode: '403' })
  expect((await avatars(me).upload(`${mine}/page.html`, 'x')).error).toMatchObject({ statusCode: '403' })
  expect(fixture.onDisk().incoming).toEqual([])
})

test('what a policy keeps from deletion stays', async () => {
  await avatars(me).upload(`${mine}/kept.txt`, 'x')
  expect((await avatars(me).remove([`${mine}/kept.txt`])).data).toEqual([])
  expect((await avatars(me).exists(`${mine}/kept.txt`)).data).toBe(true)
})

test('buckets are hidden from users and shown to the secret key', async () => {
  expect((await me.storage.listBuckets()).data).toEqual([])
  expect((await me.storage.createBucket('new')).error).toMatchObject({ statusCode: '403' })
  expect((await me.storage.getBucket('avatars')).error).toMatchObject({ statusCode: '404' })
  expect((await me.storage.emptyBucket('avatars')).error).toMatchObject({ statusCode: '404' })
  expect((await me.storage.deleteBucket('pictures')).error).toMatchObject({ statusCode: '404' })
  expect((await fixture.admin.storage.listBuckets()).data?.map(({ id }) => id)).toEqual(['avatars', 'pictures'])
})

test('rows cannot be deleted by SQL, not even by postgres', async () => {
  await expect(fixture.sql.query('delete from storage.objects')).rejects.toThrow('Direct deletion')
  await expect(fixture.sql.query("delete from storage.buckets where id = 'pictures'")).rejects.toThrow('Direct deletion')
})

test('a public bucket is read by anyone and listed by nobody', async () => {
  const pictures = fixture.anon.storage.from('pictures')
  await fixture.admin.storage.from('pictures').upload('a/sea.txt', 'sea', { contentType: 'text/plain' })
  expect(await (await fetch(pictures.getPublicUrl('a/sea.txt').data.publicUrl)).text()).toBe('sea')
  expect((await pictures.list('a')).data).toEqual([])
  expect((await pictures.upload('a/mine.txt', 'x')).error).toMatchObject({ statusCode: '403' })
})
