// Plain JavaScript: a small server of static files, for `npm start` and for the browser tests.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};
const COMPRESSED = /text|json|javascript|svg|xml|wasm/;

/** "/course" and "course/" become "/course/"; nothing becomes "/". */
export const normalBase = (base = '/') => `/${base.split('/').filter(Boolean).join('/')}/`.replace('//', '/');

/**
 * What to answer for the path of a request: a file, a place to go to, or neither (404).
 * `folder` holds the site, `base` is the normal sub-path under which it is served.
 */
export const locate = (folder, base, pathname) => {
  if (`${pathname}/` === base) return { redirect: base };
  if (!pathname.startsWith(base)) return {};
  let relative;
  try {
    relative = normalize(decodeURIComponent(pathname.slice(base.length)));
  } catch {
    return {};
  }
  if (relative.includes('\0') || relative === '..' || relative.startsWith(`..${sep}`) || relative.startsWith(sep))
    return {};
  const path = join(folder, relative);
  if (!existsSync(path)) return {};
  if (!statSync(path).isDirectory()) return { file: path };
  const index = join(path, 'index.html');
  if (!existsSync(index)) return {};
  return pathname.endsWith('/') ? { file: index } : { redirect: `${pathname}/` };
};

const zipped = new Map();
const gzip = (file) => {
  const { mtimeMs, size } = statSync(file);
  const key = `${file}:${mtimeMs}:${size}`;
  if (!zipped.has(key)) zipped.set(key, gzipSync(readFileSync(file), { level: 9 }));
  return zipped.get(key);
};

const answer = (folder, base, request, response) => {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return response.writeHead(405, { allow: 'GET, HEAD' }).end();
  const url = new URL(request.url ?? '/', 'http://localhost');
  const found = locate(folder, base, url.pathname);
  if (found.redirect) return response.writeHead(301, { location: found.redirect + url.search }).end();
  const missing = join(folder, '404.html');
  const file = found.file ?? (existsSync(missing) ? missing : undefined);
  if (file === undefined) return response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const headers = {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    // These names carry a hash of their content.
    'cache-control': /\/_astro\/|-[0-9a-f]{16}\.js$/.test(file) ? 'max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
  };
  const status = found.file ? 200 : 404;
  if (COMPRESSED.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
    const body = gzip(file);
    response.writeHead(status, { ...headers, 'content-encoding': 'gzip', 'content-length': body.length });
    return response.end(request.method === 'HEAD' ? undefined : body);
  }
  response.writeHead(status, { ...headers, 'content-length': statSync(file).size });
  if (request.method === 'HEAD') return response.end();
  return createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
};

const listen = (server, port, host) =>
  new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      server.removeListener('error', failed);
      done(server.address().port);
    });
  });

/**
 * Serves `folder` on loopback. `port` 0 takes any free one; otherwise the next free one from `port` on.
 * Returns { url, port, close }: url ends in "/", close ends open connections too.
 */
export const serveStatic = async ({ folder, base = '/', port = 0, host = '127.0.0.1' }) => {
  const prefix = normalBase(base);
  const server = createServer((request, response) => answer(folder, prefix, request, response));
  for (let next = port, tries = 0; ; next += 1, tries += 1) {
    try {
      const taken = await listen(server, next, host);
      const close = () =>
        new Promise((done) => {
          server.close(() => done());
          server.closeAllConnections();
        });
      return { url: `http://${host}:${taken}${prefix}`, port: taken, close };
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || tries === 50) throw error;
    }
  }
};
