// The site offline once visited. The build writes VERSION, FILES and HASHED in front; FILES maps path -> hash of its bytes.
// Pages are asked from the network first, so a new build is seen at once; files whose name carries a hash come from the cache.
/* global VERSION, FILES, HASHED */
const PREFIX = `tenantlab:${new URL(self.registration.scope).pathname}:`;
const PAGES = `${PREFIX}pages:${VERSION}`;
const ASSETS = `${PREFIX}assets`;
const addressOf = (path) => new URL(path, self.registration.scope).href;
const isHashed = (path) => HASHED.some((pattern) => new RegExp(pattern).test(path));

const keep = async (cache, path, source) => {
  const response = await fetch(addressOf(path), { cache: source });
  if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`);
  await cache.put(addressOf(path), response);
};

const precache = async () => {
  const [pages, assets] = await Promise.all([caches.open(PAGES), caches.open(ASSETS)]);
  const waiting = Object.keys(FILES);
  const next = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (!isHashed(path)) await keep(pages, path, 'reload');
      else if ((await assets.match(addressOf(path))) === undefined) await keep(assets, path, 'default');
    }
  };
  // A few at a time: the page that the learner looks at comes first.
  await Promise.all([next(), next(), next()]);
};

/**
 * Older versions go. Hashed files of the version before stay for pages still open from it; engines and labs stay for good:
 * an unfinished lab resumes on the engine and the definition that it was begun with.
 */
const tidy = async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}pages:`) && name !== PAGES);
  const old = names.at(-1);
  const list = old === undefined ? undefined : await caches.match(addressOf('offline-files.json'), { cacheName: old });
  const before = list === undefined ? {} : await list.json();
  const assets = await caches.open(ASSETS);
  const wanted = new Set([...Object.keys(FILES), ...Object.keys(before)].map(addressOf));
  for (const { url } of await assets.keys()) {
    if (!wanted.has(url) && !/\/(engine|labs)\/[^/]+-[0-9a-f]{16}\.js$/.test(url)) await assets.delete(url);
  }
  await Promise.all(names.map((name) => caches.delete(name)));
};

const fromCache = async (request, cacheName) => {
  const url = new URL(request.url);
  url.search = '';
  url.hash = '';
  const candidates = url.pathname.endsWith('/') ? [`${url.href}index.html`] : [url.href, `${url.href}/index.html`];
  for (const href of candidates) {
    const found = await caches.match(href, { cacheName });
    if (found !== undefined) return found;
  }
  return undefined;
};

const fresh = async (request) => {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await fromCache(request, PAGES);
    if (found === undefined) throw error;
    return found;
  }
};

const immutable = async (request) => {
  const found = await fromCache(request, ASSETS);
  if (found !== undefined) return found;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(ASSETS)).put(request.url, response.clone());
  return response;
};

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(precache());
});
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  const path = request.url.slice(self.registration.scope.length).replace(/[?#].*$/, '');
  event.respondWith(isHashed(path) ? immutable(request) : fresh(request));
});
