import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { missingPackages } from './install.mjs';

let folder: string;
const write = (path: string, packages: object) => writeFileSync(join(folder, path), JSON.stringify({ packages }));
const wanted = {
  '': { name: 'top' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/native': { version: '2.0.0', optional: true },
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantlab-install-'));
  mkdirSync(join(folder, 'node_modules'));
  write('package-lock.json', wanted);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds everything missing where nothing was installed', () => {
  expect(missingPackages(folder)).toEqual(['node_modules/a']);
});

it('finds nothing missing after an installation, though a package of another platform is absent', () => {
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
  expect(missingPackages(folder)).toEqual([]);
});

it.each([
  ['a package of another version', { 'node_modules/a': { version: '0.9.0' } }],
  [
    'an optional package of another version',
    { ...wanted, 'node_modules/native': { version: '1.0.0', optional: true } },
  ],
])('finds %s', (_, present) => {
  write('node_modules/.package-lock.json', present);
  expect(missingPackages(folder)).toHaveLength(1);
});
