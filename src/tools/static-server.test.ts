import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalBase, serveStatic } from './static-server.mjs';

let folder: string;
let server: Awaited<ReturnType<typeof serveStatic>>;

/** fetch() would tidy the path before it is sent, so the request is made by hand. */
const get = (path: string, headers = {}, method = 'GET') =>
  new Promise<{ status?: number; headers: Record<string, unknown>; body: string }>((done, failed) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, headers, method }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        done({ status: answer.statusCode, headers: answer.headers, body: `${Buffer.concat(parts)}` }),
      );
    });
    sent.on('error', failed).end();
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantlab-static-'));
  mkdirSync(join(folder, 'site/lesson'), { recursive: true });
  mkdirSync(join(folder, 'site/empty'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site/index.html'), 'home');
  writeFileSync(join(folder, 'site/lesson/index.html'), 'lesson');
  writeFileSync(join(folder, 'site/a.js'), 'export {}');
  server = await serveStatic({ folder: join(folder, 'site'), base: 'course' });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  [undefined, '/'],
  ['/', '/'],
  ['course', '/course/'],
  ['/a/b', '/a/b/'],
])('takes %s as the sub-path %s', (given, normal) => {
  expect(normalBase(given)).toBe(normal);
});

describe('answers', () => {
  it.each([
    ['/course/', 200, 'text/html; charset=utf-8', 'home'],
    ['/course/lesson/?x=1', 200, 'text/html; charset=utf-8', 'lesson'],
    ['/course/a.js', 200, 'text/javascript; charset=utf-8', 'export {}'],
  ])('%s with the file', async (path, status, type, body) => {
    const answer = await get(path);
    expect({ status: answer.status, type: answer.headers['content-type'], body: answer.body }).toEqual({
      status,
      type,
      body,
    });
  });

  it.each([
    ['/course', '/course/'],
    ['/course/lesson?x=1', '/course/lesson/?x=1'],
  ])('%s with the way to the folder', async (path, location) => {
    const answer = await get(path);
    expect([answer.status, answer.headers['location']]).toEqual([301, location]);
  });

  it.each([
    '/',
    '/a.js',
    '/course/none',
    '/course/empty/',
    '/course/../secret.txt',
    '/course/..%2fsecret.txt',
    '/course/%ff',
  ])('%s with 404', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('a POST with 405', async () => {
    expect((await get('/course/', {}, 'POST')).status).toBe(405);
  });

  it('compressed, where the client can read that', async () => {
    const answer = await get('/course/a.js', { 'accept-encoding': 'gzip' });
    expect(answer.headers['content-encoding']).toBe('gzip');
  });
});

it('takes the next port where one is in use', async () => {
  const second = await serveStatic({ folder, port: server.port });
  expect(second.port).toBeGreaterThan(server.port);
  await second.close();
});
