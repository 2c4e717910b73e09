import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { workerFor } from './offline.ts';

it('changes with every byte of the site, and with nothing else', () => {
  const files = { 'index.html': 'aaaa', '_astro/x.js': 'bbbb' };
  expect(workerFor(files)).toBe(workerFor({ ...files }));
  expect(workerFor(files)).not.toBe(workerFor({ ...files, 'index.html': 'cccc' }));
});

it('is a script that names its files', () => {
  const text = workerFor({ 'index.html': 'aaaa' });
  expect(() => new Script(text)).not.toThrow();
  expect(text).toContain('"index.html":"aaaa"');
});
