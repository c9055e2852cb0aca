// Keeps the app on the phone: exactly the files of this version, so that it starts without network after one
// visit. It answers for those files and for nothing else: synchronisation and the office's pages pass by. A
// new version waits until the page asks for it, or until no page is open.

const VERSION = '{{version}}';
const FILES = {{files}};

const PREFIX = 'so-ban-';
const CACHE = PREFIX + VERSION;

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    // 'reload' passes the HTTP cache by: a stale page would name files that are gone. The other names carry a
    // hash of their content: what the page has just downloaded is right, and not paid for twice.
    await cache.addAll(FILES.map((url) => new Request(url, { cache: url === '/' ? 'reload' : 'default' })));
  })());
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting();
  if (event.data === 'version') event.source?.postMessage({ version: VERSION });
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (!FILES.includes(url.pathname)) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(url.pathname)) ?? fetch(request);
  })());
});
