/*
 * The way back from a service worker that went wrong: put on the host as `sw.js`, it takes the old one's place at the guest's next
 * visit without being asked, forgets every cached file, unregisters itself and loads the open pages anew from the network. Sessions,
 * codes and what waits to be sent lie in other stores and stay. See docs/hosting.md.
 */
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(end()))

async function end() {
  for (const name of await caches.keys()) await caches.delete(name)
  // Only pages that the old worker served: one that is loaded anew is served by none, and is left alone.
  const pages = await self.clients.matchAll({ type: 'window' })
  await self.registration.unregister()
  for (const page of pages) page.navigate(page.url)
}
