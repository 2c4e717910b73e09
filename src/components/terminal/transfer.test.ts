import { describe, expect, it } from 'vitest';
import { downloadOne, uploadAll } from './transfer.ts';
import { sizeOf, tooLarge } from './shell-store.ts';

const file = (name: string, size: number, read = () => Promise.resolve(new ArrayBuffer(size))) => ({
  name,
  size,
  arrayBuffer: read,
});
const shell = {
  upload: (name: string) =>
    Promise.resolve(name === 'full.txt' ? { refused: 'no room' } : { path: `/home/ada/${name}` }),
  read: (path: string) =>
    Promise.resolve(
      path === 'here'
        ? { name: 'here', content: new Uint8Array(2048) }
        : path === 'huge'
          ? { name: 'huge', content: new Uint8Array(5_000_000) }
          : {},
    ),
};

describe('files into the shell', () => {
  it.each([
    [file('a.txt', 812), '/home/ada/a.txt uploaded, 812 bytes.'],
    [file('big.bin', 12_000_000), 'big.bin has 11 MB; a file of up to 4 MB can be uploaded.'],
    [file('full.txt', 1), 'full.txt was not uploaded: no room'],
    [file('folder', 0, () => Promise.reject(new Error('no file'))), 'folder could not be read: is it a folder?'],
  ])('says what became of %o', async (given, says) => {
    expect(await uploadAll([given], shell)).toBe(says);
  });

  it('takes several', async () => {
    expect(await uploadAll([file('a', 1), file('b', 2048)], shell)).toBe(
      '/home/ada/a uploaded, 1 byte. /home/ada/b uploaded, 2 KB.',
    );
  });
});

it.each([
  ['here', 'here downloaded, 2 KB.', ['here']],
  ['huge', 'huge has 4.8 MB; a file of up to 4 MB can be downloaded.', []],
  ['nowhere', 'There is no file nowhere in the shell.', []],
])('hands out %s, or says why not', async (path, says, names) => {
  const kept: string[] = [];
  expect(await downloadOne(path, shell, (name) => kept.push(name))).toBe(says);
  expect(kept).toEqual(names);
});

it('measures what is kept: files of every place, and the rest as text', () => {
  const place = (bytes: number) => ({
    user: 'ada',
    state: {} as never,
    az: {} as never,
    files: [{ path: '/x', kind: 'file' as const, content: new Uint8Array(bytes), mode: 0o644 }],
  });
  const alone = sizeOf({ ...place(1000), history: [] });
  expect(alone).toBeGreaterThan(1000);
  expect(sizeOf({ ...place(1000), history: [], inside: [place(500)] })).toBeGreaterThan(alone + 500);
  expect(tooLarge(6 * 1024 * 1024)).toContain('take 6 MB; up to 5 MB are kept');
});
