// Opens the pages of Groundswell without signal, and sends what waits once there is some. Made by the server: the list below
// changes with every file in it, and with it this script, which is how a device learns of a new version.
import { send } from {{ outbox|tojson }};

const CACHE = {{ cache|tojson }};
const FILES = {{ files|tojson }};
const ONCE_USED = {{ once_used|tojson }};
const SHELL = {{ shell|tojson }};
const NOTICE = {{ notice_paths|tojson }};
const PATIENCE = 4000; // milliseconds until a box to type in opens without the server

self.addEventListener('install', (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  await cache.put(SHELL, await fetch(SHELL, { credentials: 'omit', cache: 'no-store' }));
}

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver().then(() => self.clients.claim()));
});

async function takeOver() {
  await self.registration.navigationPreload?.enable();
  const old = (await caches.keys()).filter((name) => name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method !== 'GET') return; // the browser itself offers to send a form again
  if (request.mode === 'navigate') event.respondWith(page(event, pathname));
  else if (FILES.includes(pathname) || ONCE_USED.includes(pathname)) event.respondWith(file(request));
});

async function page(event, pathname) {
  const asked = Promise.resolve(event.preloadResponse).then((found) => found || fetch(event.request));
  const capture = NOTICE.some((path) => pathname.startsWith(path));
  const late = new Promise((_, failed) => { if (capture) setTimeout(failed, PATIENCE, new Error('late')); });
  return Promise.race([asked, late]).catch(shell);
}

async function shell() {
  const kept = await (await caches.open(CACHE)).match(SHELL);
  return kept || Response.error();
}

async function file(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const found = await fetch(request);
  if (found.ok) await cache.put(request, found.clone());
  return found;
}

self.addEventListener('sync', (event) => {
  if (event.tag === 'outbox') event.waitUntil(sendAll());
});

async function sendAll() {
  const open = Object.values(await send()).filter((one) => ['waiting', 'unknown'].includes(one.state));
  if (open.length) throw new Error('still waiting'); // the browser asks again later
}
