import { describe, expect, it } from 'vitest';
import { Az } from '../../context.ts';
import { AzSession } from '../../session.ts';
import type { ShellHost } from '../../../host.ts';
import { resolveAccess, type AccessArgs } from './access.ts';

const unreachable = (): never => {
  throw new Error('nothing is asked');
};

const host: ShellHost = {
  send: unreachable,
  now: () => Promise.resolve(0),
  wait: () => Promise.resolve(0),
  account: () => Promise.resolve(undefined),
  signIn: unreachable,
};

function azWith(variables: Record<string, string>): Az {
  const files = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };
  return new Az({ host, session: new AzSession(host), files, words: 'storage blob list', optionNames: [], variables });
}

const CONNECTION = 'DefaultEndpointsProtocol=https;AccountName=st9;AccountKey=a2V5;EndpointSuffix=core.windows.net';

describe('which account a data command is for, and by which credential', () => {
  it.each<[string, AccessArgs, Record<string, string>, { endpoint: string; credential: object }]>([
    [
      'a key given',
      { accountName: 'st1', accountKey: 'a2V5' },
      { AZURE_STORAGE_ACCOUNT: 'st2', AZURE_STORAGE_KEY: 'b3RoZXI=', AZURE_STORAGE_CONNECTION_STRING: CONNECTION },
      { endpoint: 'https://st1.blob.core.windows.net', credential: { kind: 'key', key: 'a2V5' } },
    ],
    [
      'account and key of the environment',
      {},
      { AZURE_STORAGE_ACCOUNT: 'st2', AZURE_STORAGE_KEY: 'b3RoZXI=' },
      { endpoint: 'https://st2.blob.core.windows.net', credential: { kind: 'key', key: 'b3RoZXI=' } },
    ],
    [
      'a signature of the environment, with its question mark',
      { accountName: 'st1' },
      { AZURE_STORAGE_SAS_TOKEN: '?sv=1&sig=x' },
      { endpoint: 'https://st1.blob.core.windows.net', credential: { kind: 'sas', token: 'sv=1&sig=x' } },
    ],
    [
      'a connection string of the environment',
      {},
      { AZURE_STORAGE_CONNECTION_STRING: CONNECTION },
      { endpoint: 'https://st9.blob.core.windows.net', credential: { kind: 'key', key: 'a2V5' } },
    ],
    [
      'the role, by the environment',
      { accountName: 'st1' },
      { AZURE_STORAGE_AUTH_MODE: 'login', AZURE_STORAGE_KEY: 'b3RoZXI=' },
      { endpoint: 'https://st1.blob.core.windows.net', credential: { kind: 'login' } },
    ],
    [
      'an address given, without its slash',
      { blobEndpoint: 'https://st3.blob.core.windows.net/', accountKey: 'a2V5' },
      {},
      { endpoint: 'https://st3.blob.core.windows.net', credential: { kind: 'key', key: 'a2V5' } },
    ],
  ])('%s', async (_, args, variables, expected) => {
    const { endpoint, credential } = await resolveAccess(azWith(variables), 'blob', args, true);
    expect({ endpoint, credential }).toEqual(expected);
  });

  it('is refused where nothing names an account', async () => {
    await expect(resolveAccess(azWith({}), 'blob', {}, true)).rejects.toThrow(
      'Please provide storage account name or connection string.',
    );
  });

  it('is warned of what login passes over, and passes over nothing', async () => {
    const az = azWith({});
    const { credential } = await resolveAccess(
      az,
      'blob',
      { accountName: 'st1', accountKey: 'a2V5', authMode: 'login' },
      true,
    );
    expect(az.warnings).toEqual(['In "login" auth mode, the following arguments are ignored: --account-key']);
    expect(credential).toEqual({ kind: 'key', key: 'a2V5' });
  });
});
