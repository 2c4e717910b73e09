import { implement } from '../../implement.ts';
import { shape } from '../../shape.ts';
import { accountPath, accountResult, accountsPath, givenGroup, nameAvailability } from './account.ts';

export const storageAccountCheckName = implement('storage account check-name', {
  takes: { name: 'text' },
  run: async ({ name }, az) => shape('StorageCheckNameAvailabilityResult', await nameAvailability(az, name)),
});

export const storageAccountShow = implement('storage account show', {
  takes: { resourceGroup: 'text?', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    const group = await givenGroup(az, resourceGroup, name);
    return accountResult(await az.arm.get(await accountPath(az, group, name)));
  },
});

export const storageAccountList = implement('storage account list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) => (await az.arm.list(await accountsPath(az, resourceGroup))).map(accountResult),
});

export const storageAccountDelete = implement('storage account delete', {
  takes: { resourceGroup: 'text?', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    const group = await givenGroup(az, resourceGroup, name);
    await az.arm.call('DELETE', await accountPath(az, group, name));
    return undefined;
  },
});

export const storageAccountRevokeDelegationKeys = implement('storage account revoke-delegation-keys', {
  takes: { resourceGroup: 'text?', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    const group = await givenGroup(az, resourceGroup, name);
    await az.arm.call('POST', await accountPath(az, group, name, '/revokeUserDelegationKeys'));
    return undefined;
  },
});

export const storageBlobServicePropertiesShow = implement('storage account blob-service-properties show', {
  takes: { resourceGroup: 'text?', accountName: 'text' },
  run: async ({ resourceGroup, accountName }, az) => {
    const group = await givenGroup(az, resourceGroup, accountName);
    const path = await accountPath(az, group, accountName, '/blobServices/default');
    return shape('StorageBlobServiceProperties', await az.arm.get(path));
  },
});
