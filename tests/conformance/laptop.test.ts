import { beforeAll, describe, expect, it } from 'vitest';
import { openLaptop, manage } from './outside.ts';
import { runInSession, runOnHost } from './on-host.ts';
import { openWorld, siteId, tenantId, type World } from './world.ts';

const secret = { vaultUrl: 'https://kv1.vault.azure.net', name: 'db' };
const chained = { credential: null, chain: true, scope: 'https://vault.azure.net/.default' };

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

/** An application with a secret, as somebody once put it into variables. */
async function environmentOfAnApplication(): Promise<Record<string, string>> {
  const graph = async (path: string, body: object): Promise<Record<string, string>> => {
    const url = `https://graph.microsoft.com/v1.0${path}`;
    const request = { method: 'POST', url, body: JSON.stringify(body) };
    const answer = await world.as('owner', request, 'https://graph.microsoft.com');
    if (answer.status >= 300) throw new Error(answer.body);
    return JSON.parse(answer.body) as Record<string, string>;
  };
  const { id = '', appId = '' } = await graph('/applications', { displayName: 'old' });
  await graph('/servicePrincipals', { appId });
  const { secretText = '' } = await graph(`/applications/${id}/addPassword`, { passwordCredential: {} });
  return { AZURE_CLIENT_ID: appId, AZURE_TENANT_ID: tenantId, AZURE_CLIENT_SECRET: secretText };
}

describe('DefaultAzureCredential on a laptop, unchanged', () => {
  it('tries the whole chain and says of each link why it gives nothing', async () => {
    const { error, seen } = await runInSession(world, await openLaptop(world), chained);
    expect(error?.name).toBe('AggregateAuthenticationError');
    for (const link of [
      'ChainedTokenCredential authentication failed.',
      /CredentialUnavailableError: EnvironmentCredential is unavailable\. No underlying credential could be used/,
      /CredentialUnavailableError: ManagedIdentityCredential: .* Attempted to use the IMDS endpoint, but it is not available/,
      /CredentialUnavailableError: Azure CLI could not be found/,
    ])
      expect(error?.message).toMatch(link);
    expect(seen.map(({ request, status }) => [request.url.split('?')[0], status])).toContainEqual([
      'http://169.254.169.254/metadata/identity/oauth2/token',
      0,
    ]);
  });

  it('takes the application of the variables where there are some', async () => {
    const env = await environmentOfAnApplication();
    const { value } = await runInSession(world, await openLaptop(world, env), chained);
    expect(value?.claims).toMatchObject({ appid: env['AZURE_CLIENT_ID'], appidacr: '1' });
  });

  it('is refused by a vault as that application', async () => {
    const env = await environmentOfAnApplication();
    const { error } = await runInSession(world, await openLaptop(world, env), {
      credential: null,
      chain: true,
      secret,
    });
    expect(error).toMatchObject({ statusCode: 403, inner: 'ForbiddenByRbac' });
  });
});

describe('DefaultAzureCredential on a web app, unchanged', () => {
  it('takes the application of the settings instead of the identity, which alone may read the secret', async () => {
    expect((await runOnHost(world, 'app-system', { credential: null, chain: true, secret })).value).toEqual({
      value: 'hunter2',
    });
    const properties = await environmentOfAnApplication();
    await manage(world, 'PUT', `${siteId('app-system')}/config/appsettings`, { properties });
    const shadowed = await runOnHost(world, 'app-system', { credential: null, chain: true, secret });
    expect(shadowed.error).toMatchObject({ statusCode: 403 });
    expect(shadowed.error?.message).toContain(`appid=${properties['AZURE_CLIENT_ID']}`);
    expect(shadowed.seen.some(({ request }) => request.url.includes('/msi/token'))).toBe(false);
    await manage(world, 'PUT', `${siteId('app-system')}/config/appsettings`, { properties: {} });
    expect((await runOnHost(world, 'app-system', { credential: null, chain: true, secret })).value).toEqual({
      value: 'hunter2',
    });
  });
});
