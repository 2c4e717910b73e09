// A program outside the tenant, in a process of its own: MSAL keeps the identity source that it found in static fields. The
// clients are unchanged; what is called `https://…` travels as plain HTTP to the served tenant, the name in Host.
import { createDefaultHttpClient, createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';

/** What the program is to do: prove itself, then read one of these. */
export interface ServeTask {
  /** Address of the served tenant. */
  http: string;
  credential: 'managed' | 'default' | { tenantId: string; clientId: string; clientSecret: string };
  scope?: string;
  secret?: { vaultUrl: string; name: string };
  blob?: { url: string; container: string; name: string };
}

const task = JSON.parse(process.argv[2] ?? '{}') as ServeTask;
const plain = createDefaultHttpClient();
const httpClient: HttpClient = {
  async sendRequest(request) {
    const { host, pathname, search, protocol } = new URL(request.url);
    if (protocol !== 'https:') return plain.sendRequest(request);
    // The clients go on with the request that they sent, not with what travelled.
    const headers = createHttpHeaders({ ...request.headers.toJSON(), host });
    const travels = { ...request, headers, allowInsecureConnection: true, url: `${task.http}${pathname}${search}` };
    return { ...(await plain.sendRequest(travels)), request };
  },
};

async function run(): Promise<unknown> {
  const { ClientSecretCredential, DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
  const { credential: by, scope, secret, blob } = task;
  const credential =
    by === 'managed'
      ? new ManagedIdentityCredential({ httpClient })
      : by === 'default'
        ? new DefaultAzureCredential({ httpClient })
        : new ClientSecretCredential(by.tenantId, by.clientId, by.clientSecret, { httpClient });
  if (scope) {
    const { token } = await credential.getToken(scope);
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as unknown;
  }
  if (secret) {
    const { SecretClient } = await import('@azure/keyvault-secrets');
    return (await new SecretClient(secret.vaultUrl, credential, { httpClient }).getSecret(secret.name)).value;
  }
  const { BlobServiceClient } = await import('@azure/storage-blob');
  const { toHttpClient } = await import('./serve-storage-client.ts');
  const service = new BlobServiceClient(blob?.url ?? '', credential, { httpClient: toHttpClient(httpClient) });
  const client = service.getContainerClient(blob?.container ?? '').getBlobClient(blob?.name ?? '');
  return (await client.downloadToBuffer()).toString('utf8');
}

const result = await run().then(
  (value) => ({ value }),
  (error: Error) => ({ error: { name: error.name, message: error.message } }),
);
console.log(JSON.stringify(result));
