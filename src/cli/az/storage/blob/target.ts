import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import type { Given, Takes } from '../../implement.ts';
import { OPEN_BLOB_ACCESS, type Access } from '../data/access.ts';
import { DataClient, dataClient, dataPath } from '../data/client.ts';

/** The arguments that name one blob, and how it may be reached. */
export const BLOB = {
  ...OPEN_BLOB_ACCESS,
  name: 'text?',
  containerName: 'text?',
  blobUrl: 'text?',
} as const satisfies Takes;

export interface BlobTarget {
  client: DataClient;
  container: string;
  blob: string;
  path: string;
}

/** The account, container, blob and signature of a blob's whole address. */
function parseBlobUrl(url: string): {
  endpoint: string;
  account: string;
  container: string;
  blob: string;
  sas: string;
} {
  const found = /^(https?:\/\/([^./]+)[^/]*)\/([^/?]+)\/([^?]+)(?:\?(.*))?$/.exec(url);
  if (!found) throw new CliError(`Invalid URL: ${url}`);
  const [, endpoint = '', account = '', container = '', blob = '', sas = ''] = found;
  return { endpoint, account, container: decodeURIComponent(container), blob: decodeURIComponent(blob), sas };
}

/** Which blob a command is for, by its names or its address. An address brings its own signature; az asks for no key then. */
export async function blobTarget(az: Az, args: Given<typeof BLOB>): Promise<BlobTarget> {
  const { name, containerName, blobUrl } = args;
  if (blobUrl !== undefined) {
    const { endpoint, account, container, blob, sas } = parseBlobUrl(blobUrl);
    const token = args.sasToken ?? sas;
    const credential: Access['credential'] =
      args.authMode === 'login'
        ? { kind: 'login' }
        : args.accountKey
          ? { kind: 'key', key: args.accountKey }
          : token
            ? { kind: 'sas', token: token.replace(/^\?+/, '') }
            : { kind: 'none' };
    const client = new DataClient(az, 'blob', { account, endpoint, credential, byRole: true });
    return { client, container, blob, path: dataPath(container, blob) };
  }
  const client = await dataClient(az, 'blob', args);
  if (!name || !containerName)
    throw new CliError(
      'Please specify --blob-url or combination of blob name, container name and storage account arguments.',
    );
  return { client, container: containerName, blob: name, path: dataPath(containerName, name) };
}
