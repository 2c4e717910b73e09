import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAuthority } from './authority.ts';
import { authorityLife, newKeys, serverCertificate } from './certificate.ts';
import { personalFolder } from './folder.ts';

const day = 24 * 60 * 60_000;
const now = Date.parse('2026-11-24T00:00:00Z');
const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'tenantlab-ca-')), 'inner');
const secretOf = (folder: string): string => join(folder, 'authority.key.pem');

describe('the authority of this machine', () => {
  it('keeps its key for its owner alone, and gives out its certificate only', async () => {
    const folder = fresh();
    const { file, bundle } = await openAuthority(folder, now);
    expect(statSync(secretOf(folder)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const path of [file, bundle]) expect(readFileSync(path, 'utf8')).not.toContain('PRIVATE');
    const own = new X509Certificate(readFileSync(file));
    expect(own.ca).toBe(true);
    expect(own.verify(own.publicKey)).toBe(true);
  });

  it('puts the authorities of the system and itself into one file', async () => {
    const { signer, bundle } = await openAuthority(fresh(), now);
    const text = readFileSync(bundle, 'utf8');
    expect(text).toContain(signer.certificate);
    expect(text.match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(50);
  });

  it.each([
    ['the next day', (_: string) => undefined, day, true],
    ['a month before its end', (_: string) => undefined, authorityLife - 30 * day, false],
    ['when others could read its key', (path: string) => chmodSync(path, 0o644), day, false],
    ['when it is damaged', (path: string) => writeFileSync(path, 'no key', { mode: 0o600 }), day, false],
  ])('%s', async (_when, change, later, same) => {
    const folder = fresh();
    const before = await openAuthority(folder, now);
    change(secretOf(folder));
    const after = await openAuthority(folder, now + later);
    expect(after.signer.certificate === before.signer.certificate).toBe(same);
    expect(readFileSync(after.file, 'utf8')).toBe(`${after.signer.certificate}\n`);
    expect(statSync(secretOf(folder)).mode & 0o777).toBe(0o600);
  });

  it('is one, though two ask for it at once', async () => {
    const folder = fresh();
    const all = await Promise.all([1, 2, 3].map(() => openAuthority(folder, now)));
    expect(new Set(all.map(({ signer }) => signer.certificate)).size).toBe(1);
  });

  it.each(['kv1.vault.azure.net', 'localhost', '127.0.0.1', `${'a'.repeat(60)}.vault.azure.net`])(
    'signs for %s and nobody else',
    async (name) => {
      const { signer } = await openAuthority(fresh(), now);
      const leaf = new X509Certificate(await serverCertificate(signer, await newKeys(), name, now));
      expect(leaf.verify(new X509Certificate(signer.certificate).publicKey)).toBe(true);
      expect(leaf.ca).toBe(false);
      expect(leaf.checkHost(name) ?? leaf.checkIP(name)).toBe(name);
      expect(leaf.checkHost('management.azure.com')).toBeUndefined();
      expect(Date.parse(leaf.validTo) - now).toBeLessThan(398 * day);
    },
  );
});

it.each([
  [{ TENANTLAB_HOME: '/x' }, 'linux', '/x'],
  [{ XDG_CONFIG_HOME: '/c' }, 'linux', '/c/tenantlab'],
  [{ LOCALAPPDATA: 'L' }, 'win32', join('L', 'Tenantlab')],
])('%o on %s keeps it in %s', (env, platform, folder) => {
  expect(personalFolder(env, platform)).toBe(folder);
});
