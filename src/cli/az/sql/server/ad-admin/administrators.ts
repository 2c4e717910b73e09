import { implement } from '../../../implement.ts';
import { updatedBody } from '../../../update-model.ts';
import { shape } from '../../../shape.ts';
import { administratorPath, administratorResult } from './administrator.ts';

export const sqlServerAdAdminCreate = implement('sql server ad-admin create', {
  takes: { resourceGroup: 'text', serverName: 'text', displayName: 'text', objectId: 'text' },
  run: async ({ resourceGroup, serverName, displayName, objectId }, az) => {
    const { tenantId } = await az.subscription();
    const properties = { administratorType: 'ActiveDirectory', login: displayName, sid: objectId, tenantId };
    const path = await administratorPath(az, resourceGroup, serverName);
    return administratorResult(await az.arm.finish('PUT', path, { properties }));
  },
});

export const sqlServerAdAdminUpdate = implement('sql server ad-admin update', {
  takes: {
    resourceGroup: 'text',
    serverName: 'text',
    displayName: 'text',
    objectId: 'text',
    set: 'texts?',
    forceString: 'flag',
  },
  run: async ({ resourceGroup, serverName, displayName, objectId, ...update }, az) => {
    const path = await administratorPath(az, resourceGroup, serverName);
    const current = shape('SqlServerAzureADAdministrator', await az.arm.get(path));
    const given = { ...current, login: displayName, sid: objectId };
    const body = updatedBody(az, 'SqlServerAzureADAdministrator', given, update);
    return administratorResult(await az.arm.finish('PUT', path, body));
  },
});

export const sqlServerAdAdminList = implement('sql server ad-admin list', {
  takes: { resourceGroup: 'text', serverName: 'text' },
  run: async ({ resourceGroup, serverName }, az) =>
    (await az.arm.list(await administratorPath(az, resourceGroup, serverName, false))).map(administratorResult),
});

export const sqlServerAdAdminDelete = implement('sql server ad-admin delete', {
  takes: { resourceGroup: 'text', serverName: 'text' },
  run: async ({ resourceGroup, serverName }, az) => {
    await az.arm.finish('DELETE', await administratorPath(az, resourceGroup, serverName));
    return undefined;
  },
});
