import { day } from '#kernel/clock.ts';
import { tenantId, vaultId } from '../conformance/world.ts';
import type { Fault } from './fault.ts';
import { propagation, type Scene } from './scene.ts';

const audience = 'https://vault.azure.net';
const secret = 'https://kv1.vault.azure.net/secrets/db?api-version=7.4';
const tokenUrl = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;
const issuer = 'https://token.actions.githubusercontent.com';

/** A pipeline's own registration, with a role on the vault. */
async function register(scene: Scene): Promise<void> {
  const app = await scene.makeGraph('POST', '/applications', { displayName: 'pipeline' });
  scene.kept['app'] = String(app['id']);
  scene.kept['appId'] = String(app['appId']);
  const principal = await scene.makeGraph('POST', '/servicePrincipals', { appId: app['appId'] });
  await scene.wait(propagation);
  await scene.grant(String(principal['id']), 'Key Vault Secrets User', vaultId);
  await scene.wait(propagation);
}

async function addSecret(scene: Scene, name: string): Promise<void> {
  const endDateTime = new Date((await scene.world.client.now()) + 30 * day).toISOString();
  const passwordCredential = { displayName: name, endDateTime };
  const made = await scene.makeGraph('POST', `/applications/${scene.kept['app'] ?? ''}/addPassword`, {
    passwordCredential,
  });
  scene.kept['secret'] = String(made['secretText']);
}

/** A token for what the form proves, then the call; or what the token endpoint said instead. */
async function signIn(scene: Scene, form: Record<string, string>) {
  const fields = {
    grant_type: 'client_credentials',
    client_id: scene.kept['appId'] ?? '',
    scope: `${audience}/.default`,
    ...form,
  };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const seen = await scene.send('POST', tokenUrl, undefined, new URLSearchParams(fields).toString(), headers);
  if (seen.status !== 200) return seen;
  return scene.send('GET', secret, (JSON.parse(seen.text) as { access_token: string }).access_token);
}

export const credentialFaults: Fault[] = [
  {
    id: 'expired-client-secret',
    says: 'the pipeline worked for a month, and then its secret was over',
    async plant(scene) {
      await register(scene);
      await addSecret(scene, 'first');
      await scene.wait(31 * day);
    },
    meet: (scene) => signIn(scene, { client_secret: scene.kept['secret'] ?? '' }),
    met: /^401 .*AADSTS7000222/,
    look: (scene) => scene.signIns('servicePrincipal'),
    shows: /^200 .*"servicePrincipalName":"pipeline".*"errorCode":7000222/s,
    async repair(scene) {
      await addSecret(scene, 'second');
      await scene.wait(propagation);
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'secret-past-its-expiry',
    says: 'a vault still gives a secret that is past its expiry; the credential inside fails at its target',
    async plant(scene) {
      await register(scene);
      await addSecret(scene, 'kept-in-the-vault');
      await keep(scene, await scene.world.client.now());
      await scene.wait(31 * day);
    },
    async meet(scene) {
      const token = await scene.world.tokenOf('owner', `${audience}/.default`);
      const seen = await scene.send('GET', 'https://kv1.vault.azure.net/secrets/pipeline?api-version=7.4', token);
      if (seen.status !== 200) throw new Error(`the vault still gives it: ${seen.text}`);
      return signIn(scene, { client_secret: (JSON.parse(seen.text) as { value: string }).value });
    },
    met: /^401 .*AADSTS7000222/,
    look: (scene) =>
      scene.call('owner', audience, 'GET', 'https://kv1.vault.azure.net/secrets/pipeline?api-version=7.4'),
    shows: /^200 .*"exp":\d+/,
    async repair(scene) {
      await addSecret(scene, 'renewed');
      await keep(scene, await scene.world.client.now());
      await scene.wait(propagation);
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'federated-subject-differs-by-case',
    says: 'the trust names the repository in another case than the pipeline presents',
    async plant(scene) {
      await register(scene);
      await trust(scene, 'repo:contoso/shop:ref:refs/heads/main');
      await scene.wait(propagation);
    },
    async meet(scene) {
      return signIn(scene, {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await scene.assertion('Contoso/shop'),
      });
    },
    met: /^401 .*AADSTS7002138/,
    look: (scene) => scene.graph('GET', `/applications/${scene.kept['app'] ?? ''}/federatedIdentityCredentials`),
    shows: /repo:contoso\/shop:ref:refs\/heads\/main/,
    async repair(scene) {
      const at = `/applications/${scene.kept['app'] ?? ''}/federatedIdentityCredentials/${scene.kept['trust'] ?? ''}`;
      await scene.makeGraph('PATCH', at, { subject: 'repo:Contoso/shop:ref:refs/heads/main' });
      await scene.wait(propagation);
    },
    mended: /^200 .*hunter2/,
  },
];

async function trust(scene: Scene, subject: string): Promise<void> {
  const made = await scene.makeGraph('POST', `/applications/${scene.kept['app'] ?? ''}/federatedIdentityCredentials`, {
    name: 'main',
    issuer,
    subject,
    audiences: ['api://AzureADTokenExchange'],
  });
  scene.kept['trust'] = String(made['id']);
}

/** Puts the credential into the vault, with the day on which it is over. */
async function keep(scene: Scene, now: number): Promise<void> {
  const token = await scene.world.tokenOf('owner', `${audience}/.default`);
  const attributes = { exp: Math.floor((now + 30 * day) / 1000) };
  const body = { value: scene.kept['secret'] ?? '', attributes };
  await scene.send('PUT', 'https://kv1.vault.azure.net/secrets/pipeline?api-version=7.4', token, body);
}
