import { implement } from '../implement.ts';
import { shape } from '../shape.ts';
import { waitFor, WAIT } from '../wait.ts';
import { vaultGroup, vaultPath, VAULTS_VERSION } from './find.ts';

/** The network rules are part of the vault: `network-rule wait` waits for the same. */
const vaultWait = (words: string) =>
  implement(words, {
    takes: { resourceGroup: 'text?', name: 'text', ...WAIT },
    run: async ({ resourceGroup, name, ...wait }, az) => {
      const group = await vaultGroup(az, resourceGroup, name, undefined);
      const path = `${await vaultPath(az, group, name)}?api-version=${VAULTS_VERSION}`;
      return waitFor(az, wait, async () => shape('Vault', await az.arm.get(path)));
    },
  });

export const keyvaultWait = vaultWait('keyvault wait');
export const keyvaultNetworkRuleWait = vaultWait('keyvault network-rule wait');
