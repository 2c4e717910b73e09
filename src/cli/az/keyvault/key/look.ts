import { implement } from '../../implement.ts';
import { member } from '../../json.ts';
import { secretRef, vaultOf } from '../secret/secret.ts';
import { keyBundle, keyItem, KEYS_VERSION } from './key.ts';

const page = (maxresults: number | undefined): string =>
  `?api-version=${KEYS_VERSION}${maxresults === undefined ? '' : `&maxresults=${maxresults}`}`;

export const keyvaultKeyList = implement('keyvault key list', {
  takes: { id: 'text?', vaultName: 'text?', maxresults: 'int?', includeManaged: 'bool?' },
  run: async ({ id, vaultName, maxresults, includeManaged }, az) => {
    const raw = await vaultOf(az, { id, vaultName }).list(`/keys${page(maxresults)}`);
    const shown = includeManaged ? raw : raw.filter((item) => member(item, 'managed') !== true);
    return shown.slice(0, maxresults).map(keyItem);
  },
});

export const keyvaultKeyListVersions = implement('keyvault key list-versions', {
  takes: { name: 'text?', id: 'text?', vaultName: 'text?', maxresults: 'int?' },
  run: async ({ maxresults, ...args }, az) => {
    const { vault, name } = secretRef(az, args);
    return (await vault.list(`/keys/${name}/versions${page(maxresults)}`)).slice(0, maxresults).map(keyItem);
  },
});

export const keyvaultKeyShow = implement('keyvault key show', {
  takes: { name: 'text?', version: 'text?', id: 'text?', vaultName: 'text?' },
  run: async (args, az) => {
    const { vault, name, version } = secretRef(az, args);
    return keyBundle(await vault.call('GET', `/keys/${name}/${version}?api-version=${KEYS_VERSION}`));
  },
});
