import { describe, expect, it } from 'vitest';
import { comparable, recordings, replay, titleOf, withoutAddresses } from './replay.ts';

/**
 * What the real az 2.74.0 sent, printed and exited with, for scripted answers of the services. Ours must do the same,
 * to the byte. A case with `ours` differs on purpose and says why.
 */
const FILES = [
  'parser',
  'known',
  'query-and-output',
  'resources',
  'identity',
  'web',
  'roles',
  'key-vault',
  'directory',
  'account-and-rest',
];

describe.each(FILES)('recorded: %s', (file) => {
  it.each(recordings(file).map((recording) => [titleOf(recording), recording] as const))('%s', async (_, recording) => {
    const { stdout, stderr, exitCode, host } = await replay(recording);
    expect(host.requests.map(comparable)).toEqual(recording.requests.map(comparable));
    expect(stdout).toBe(recording.stdout);
    expect(withoutAddresses(stderr)).toBe(withoutAddresses(recording.stderr));
    expect(exitCode).toBe(recording.exit);
  });
});
