// A program outside the tenant, in a process of its own: the clients as a person has them, with nothing handed to them but
// the environment: HTTPS_PROXY, HTTP_PROXY, NODE_EXTRA_CA_CERTS.
import { ManagedIdentityCredential, ClientSecretCredential, DefaultAzureCredential } from '@azure/identity';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SecretClient } from '@azure/keyvault-secrets';
import { BlobServiceClient } from '@azure/storage-blob';

/** Who proves what to whom. */
export interface ProxyTask {
  credential: 'managed' | 'default' | { tenantId: string; clientId: string; clientSecret: string };
  ask: 'claims' | 'secret' | 'blob' | 'groups' | 'foreign' | 'nothing there';
  subscriptionId: string;
}

const task = JSON.parse(process.argv[2] ?? '{}') as ProxyTask;

async function run(): Promise<unknown> {
  const { credential: by, ask } = task;
  const credential =
    by === 'managed'
      ? new ManagedIdentityCredential()
      : by === 'default'
        ? new DefaultAzureCredential()
        : new ClientSecretCredential(by.tenantId, by.clientId, by.clientSecret);
  const retryOptions = { maxRetries: 0 };
  switch (ask) {
    case 'claims': {
      const { token } = await credential.getToken('https://vault.azure.net/.default');
      return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as unknown;
    }
    case 'secret':
      return (await new SecretClient('https://kv1.vault.azure.net', credential, { retryOptions }).getSecret('db'))
        .value;
    case 'nothing there':
      return (await new SecretClient('https://kv9.vault.azure.net', credential, { retryOptions }).getSecret('db'))
        .value;
    case 'foreign':
      return (
        await new SecretClient('https://vault.example.com', credential, {
          retryOptions,
          disableChallengeResourceVerification: true,
        }).getSecret('db')
      ).value;
    case 'blob': {
      const service = new BlobServiceClient('https://stserve.blob.core.windows.net', credential, {
        retryOptions: { maxTries: 1 },
      });
      const docs = service.getContainerClient('docs');
      await docs.getBlockBlobClient('b.txt').upload('written through the proxy', 25);
      return (await docs.getBlobClient('b.txt').downloadToBuffer()).toString('utf8');
    }
    case 'groups': {
      const names: (string | undefined)[] = [];
      const client = new ResourceManagementClient(credential, task.subscriptionId);
      for await (const { name } of client.resourceGroups.list()) names.push(name);
      return names;
    }
  }
}

const result = await run().then(
  (value) => ({ value }),
  (error: Error & { statusCode?: number }) => ({
    error: { name: error.name, message: error.message, status: error.statusCode },
  }),
);
console.log(JSON.stringify(result));
