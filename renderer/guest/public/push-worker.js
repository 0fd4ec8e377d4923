// The service worker's part of web pushes. What a push says is { kind, title, hotel_name, text, url, notification_id }.

self.addEventListener('push', (event) => event.waitUntil(show(event.data)))
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data?.url))
})

async function show(data) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  // Who is looking at the app sees it there.
  if (pages.some((page) => page.focused)) return
  // Whoever signed out without network may still be pushed to; his notices are not the next person's.
  const owner = await (await caches.open('push-owner')).match('/push-owner')
  const { title, text, url, notification_id } = owner && data ? data.json() : hidden()
  await self.registration.showNotification(title || 'Hotel Coupons', {
    body: text, tag: notification_id, data: { url }, icon: '/icons/icon-192.png', badge: '/icons/icon-192.png',
  })
}

function hidden() {
  const spanish = self.navigator.language.startsWith('es')
  return { title: 'Hotel Coupons', text: spanish ? 'Inicia sesión para leer tus avisos.' : 'Sign in to read your notices.', url: '/notices', notification_id: 'hidden' }
}

async function open(asked) {
  // A path of this app and nothing else.
  const url = typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : '/notices'
  const [page] = await self.clients.matchAll({ type: 'window' })
  if (!page) return self.clients.openWindow(url)
  // A browser that does not let it come forward still gets it to the page.
  await page.focus().catch(() => null)
  // A client of this worker, not a window: it takes no origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  page.postMessage({ open: url })
}
