import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { BLOB_SAS, blobSas } from './blob-sas.ts';
import { BLOB_ACCESS, QUEUE_ACCESS } from './access.ts';
import { dataClient, dataPath } from './client.ts';
import {
  ACCOUNT_LETTERS,
  baseFields,
  BLOB_LETTERS,
  CONTAINER_LETTERS,
  keyOf,
  QUEUE_LETTERS,
  SAS,
  SERVICE_SAS,
  signedQuery,
  warnOfPolicy,
} from './sas.ts';

function only(option: string, given: string, letters: string): string {
  if ([...given].some((letter) => !letters.includes(letter)))
    throw new CliError(`argument --${option}: invalid impl value: '${given}'`, { exit: 2 });
  return given;
}

export const storageAccountGenerateSas = implement('storage account generate-sas', {
  takes: { ...BLOB_ACCESS, ...SAS, services: 'text', resourceTypes: 'text' },
  run: async ({ services, resourceTypes, ...args }, az) => {
    const types = only('resource-types', resourceTypes, 'sco');
    const base = baseFields('blob', args, ACCOUNT_LETTERS);
    const client = await dataClient(az, 'blob', args, false);
    const { account } = client.access;
    const fields = [
      ...base,
      ['ss', only('services', services, 'bqtf')],
      ['srt', [...'sco'].filter((letter) => types.includes(letter)).join('')],
    ] as const;
    return signedQuery(fields, { kind: 'account-sas', service: 'blob', account, key: keyOf(client) });
  },
});

export const storageContainerGenerateSas = implement('storage container generate-sas', {
  takes: { ...BLOB_SAS, name: 'text' },
  run: async ({ name, ...args }, az) => {
    const client = await dataClient(az, 'blob', args);
    return blobSas(az, client, args, CONTAINER_LETTERS, { container: name });
  },
});

export const storageBlobGenerateSas = implement('storage blob generate-sas', {
  takes: { ...BLOB_SAS, name: 'text?', containerName: 'text?', fullUri: 'flag' },
  run: async ({ name, containerName, fullUri, ...args }, az) => {
    const client = await dataClient(az, 'blob', args);
    if (!name || !containerName)
      throw new CliError(
        'Please specify --blob-url or combination of blob name, container name and storage account arguments.',
      );
    const query = await blobSas(az, client, args, BLOB_LETTERS, { container: containerName, blob: name });
    // For a blob, az escapes the slashes of the signature after the SDK left them.
    const token = query.replaceAll('/', '%2F');
    return fullUri ? `${client.access.endpoint}${dataPath(containerName, name)}?${token}` : token;
  },
});

export const storageQueueGenerateSas = implement('storage queue generate-sas', {
  takes: { ...QUEUE_ACCESS, ...SERVICE_SAS, name: 'text' },
  run: async ({ name, policyName, ...args }, az) => {
    warnOfPolicy(az, policyName);
    const base = baseFields('queue', args, QUEUE_LETTERS);
    const client = await dataClient(az, 'queue', args, false);
    const { account } = client.access;
    const resource = { queue: name };
    const signed = { kind: 'service-sas', service: 'queue', account, resource, key: keyOf(client) } as const;
    return signedQuery([...base, ['si', policyName]], signed);
  },
});
