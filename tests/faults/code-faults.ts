import { runOnHost } from '../conformance/on-host.ts';
import { siteId, tenantId, vaultId } from '../conformance/world.ts';
import type { Fault, Seen } from './fault.ts';
import { principalOf, propagation, systemAssigned, type Scene } from './scene.ts';

/** The official chain of credentials on the app's host, as it is deployed: it reads the secret or says why not. */
async function readByChain(scene: Scene): Promise<Seen> {
  const task = { credential: null, secret: { vaultUrl: 'https://kv1.vault.azure.net', name: 'db' }, chain: true };
  const { value, error } = await runOnHost(scene.world, 'web', task);
  return error ? { status: error.statusCode ?? 0, text: error.message } : { status: 200, text: value?.value ?? '' };
}

export const codeFaults: Fault[] = [
  {
    id: 'environment-shadows-the-managed-identity',
    says: 'settings of an old registration are still there, and the chain of credentials tries them first',
    async plant(scene) {
      const principal = principalOf(await scene.site('web', systemAssigned));
      await scene.wait(propagation);
      await scene.grant(principal, 'Key Vault Secrets User', vaultId);
      const app = await scene.makeGraph('POST', '/applications', { displayName: 'old' });
      const appId = String(app['appId']);
      await scene.makeGraph('POST', '/servicePrincipals', { appId });
      const secret = await scene.makeGraph('POST', `/applications/${String(app['id'])}/addPassword`, {});
      const properties = {
        AZURE_TENANT_ID: tenantId,
        AZURE_CLIENT_ID: appId,
        AZURE_CLIENT_SECRET: String(secret['secretText']),
      };
      await scene.make('PUT', `${siteId('web')}/config/appsettings`, { properties });
      await scene.wait(propagation);
      scene.kept['appId'] = appId;
    },
    meet: readByChain,
    met: /^403 .*Caller is not authorized/s,
    async look(scene) {
      const { status, text } = await scene.signIns('servicePrincipal');
      return { status, text: text.replaceAll(scene.kept['appId'] ?? '', 'the old one') };
    },
    shows: /^200 .*"appId":"the old one".*"servicePrincipalName":"old"/s,
    repair: async (scene) => void (await scene.make('PUT', `${siteId('web')}/config/appsettings`, { properties: {} })),
    mended: /^200 hunter2$/,
  },
];
