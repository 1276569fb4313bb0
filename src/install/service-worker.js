// Keeps the files of one version of Hearsay, for when there is no network.
//
// The one idea: a version is kept whole or not at all, each file checked against
// the hash it was built with, and a page gets files of its own version only. The
// two constants are filled in by `cargo xtask dist` (xtask/src/dist/offline.rs).
// As long as they are empty, as in `trunk serve`, this removes what an earlier
// build left behind instead.
//
// Nothing is kept here but those files: no answer of any other address, and none
// of the person's work, which is in the database.
const VERSION = 'HearsayVersion';
const FILES = {};

// Caches belong to the whole origin; ours bear the address they are for.
const OURS = `hearsay ${registration.scope} `;
const cacheOf = (version) => OURS + version;
const built = Object.keys(FILES).length > 0;

// One file, checked. `no-cache`: the browser asks whether what it has is still right.
const fetched = async (name) => {
  const integrity = FILES[name];
  const answer = await fetch(name === 'index.html' ? './' : name, { cache: 'no-cache', integrity });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  // Some hosts send `rescue.html` on to `rescue`; a page may not come by a detour.
  return answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer;
};

const keep = async () => {
  const cache = await caches.open(cacheOf(VERSION));
  try {
    await Promise.all(Object.keys(FILES).map(async (name) => cache.put(name, await fetched(name))));
  } catch (error) {
    // The version before stays; the browser tries again on a later visit.
    await caches.delete(cacheOf(VERSION));
    throw error;
  }
};

// Versions that no page needs any more. Each page holds a lock that bears its
// version; while one has not taken it yet, nobody knows, and everything stays. So
// it does while a newer version is on its way, which is no business of this one.
const clean = async () => {
  if (registration.installing || registration.waiting) return;
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const here = pages.filter(({ url }) => url.startsWith(registration.scope));
  const { held } = navigator.locks ? await navigator.locks.query() : { held: [] };
  const used = held.map(({ name }) => name).filter((name) => name.startsWith(OURS));
  if (used.length < here.length) return;
  const kept = (await caches.keys()).filter((name) => name.startsWith(OURS));
  const gone = kept.filter((name) => name !== cacheOf(VERSION) && !used.includes(name));
  await Promise.all(gone.map((name) => caches.delete(name)));
};

const remove = async () => {
  const kept = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(kept.map((name) => caches.delete(name)));
  await registration.unregister();
};

const answer = async (request, url) => {
  const name = url.pathname.slice(new URL(registration.scope).pathname.length) || 'index.html';
  // A page asks for files that keep their name by its version.
  const asked = /^\?[0-9a-f]{16}$/.test(url.search) ? url.search.slice(1) : undefined;
  if (asked && asked !== VERSION) {
    const older = await caches.match(name, { cacheName: cacheOf(asked) });
    // Rather none than one of another version.
    return older ?? Response.error();
  }
  if (Object.hasOwn(FILES, name)) {
    const own = await caches.match(name, { cacheName: cacheOf(VERSION) });
    // The browser may have dropped it. A page of the next version is as good, a part of one is not.
    return own ?? fetched(name).catch(() => (request.mode === 'navigate' ? fetch(request) : Response.error()));
  }
  // The page of an older version asks for a file whose name tells its content.
  for (const cacheName of await caches.keys()) {
    const older = cacheName.startsWith(OURS) && (await caches.match(name, { cacheName }));
    if (older) return older;
  }
  return fetch(request);
};

addEventListener('install', (event) => {
  if (built) event.waitUntil(keep());
  else skipWaiting();
});
addEventListener('activate', (event) => {
  event.waitUntil(built ? clients.claim().then(clean) : remove());
});
addEventListener('message', (event) => {
  if (event.data === 'start') skipWaiting();
  if (event.data === 'which') {
    event.source.postMessage(VERSION);
    if (built) event.waitUntil(clean());
  }
});
if (built) {
  addEventListener('fetch', (event) => {
    const url = new URL(event.request.url);
    if (event.request.method === 'GET' && url.href.startsWith(registration.scope)) {
      event.respondWith(answer(event.request, url));
    }
  });
}
