import type { Az } from '../../context.ts';
import { implement } from '../../implement.ts';
import { list, member, text } from '../../json.ts';
import { shapes } from '../../shape.ts';
import { accountPath, givenGroup, listKeys } from './account.ts';

/** `primary` and `secondary` are old names of the two keys. */
function keyName(az: Az, given: string): string {
  if (given !== 'primary' && given !== 'secondary') return given;
  az.warn(
    "The 'primary' and 'secondary' options for --key are deprecated and will be removed in future release, please use 'key1' and 'key2' instead.",
  );
  return given === 'primary' ? 'key1' : 'key2';
}

export const storageAccountKeysList = implement('storage account keys list', {
  takes: { resourceGroup: 'text?', accountName: 'text' },
  run: async ({ resourceGroup, accountName }, az) => {
    const group = await givenGroup(az, resourceGroup, accountName);
    return shapes('StorageAccountKey', list(member(await listKeys(az, group, accountName), 'keys')));
  },
});

export const storageAccountKeysRenew = implement('storage account keys renew', {
  takes: { resourceGroup: 'text?', accountName: 'text', key: 'text' },
  run: async ({ resourceGroup, accountName, key }, az) => {
    const body = { keyName: keyName(az, key) };
    const group = await givenGroup(az, resourceGroup, accountName);
    const answer = await az.arm.call('POST', await accountPath(az, group, accountName, '/regenerateKey'), body);
    return shapes('StorageAccountKey', list(member(answer, 'keys')));
  },
});

const SERVICES = ['blob', 'file', 'queue', 'table'] as const;

export const storageAccountShowConnectionString = implement('storage account show-connection-string', {
  takes: {
    resourceGroup: 'text?',
    name: 'text',
    protocol: 'text',
    blobEndpoint: 'text?',
    fileEndpoint: 'text?',
    queueEndpoint: 'text?',
    tableEndpoint: 'text?',
    sasToken: 'text?',
    key: 'text',
  },
  run: async ({ resourceGroup, name, protocol, sasToken, key, ...given }, az) => {
    const wanted = keyName(az, key);
    const group = await givenGroup(az, resourceGroup, name);
    const keys = list(member(await listKeys(az, group, name), 'keys'));
    const endpoints = member(
      member(await az.arm.get(await accountPath(az, group, name)), 'properties'),
      'primaryEndpoints',
    );
    const parts = [
      `DefaultEndpointsProtocol=${protocol}`,
      'EndpointSuffix=core.windows.net',
      `AccountName=${name}`,
      `AccountKey=${text(keys[wanted === 'key1' ? 0 : 1], 'value')}`,
    ];
    for (const service of SERVICES) {
      const endpoint = given[`${service}Endpoint`] ?? text(endpoints, service);
      if (endpoint) parts.push(`${service.replace(/^./, (letter) => letter.toUpperCase())}Endpoint=${endpoint}`);
    }
    if (sasToken) parts.push(`SharedAccessSignature=${sasToken}`);
    return { connectionString: parts.join(';') };
  },
});
