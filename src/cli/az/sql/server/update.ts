import { implement } from '../../implement.ts';
import { compact } from '../../json.ts';
import { updatedBody } from '../../update-model.ts';
import { accessFlag } from './create.ts';
import { wantedIdentity } from './identity.ts';
import { serverPath, serverResult, SQL_VERSION } from './server.ts';

export const sqlServerUpdate = implement('sql server update', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    adminPassword: 'text?',
    assign_identity: 'flag',
    identityType: 'text?',
    userAssignedIdentityId: 'texts?',
    primaryUserAssignedIdentityId: 'text?',
    minimalTlsVersion: 'text?',
    enablePublicNetwork: 'bool?',
    restrictOutboundNetworkAccess: 'bool?',
    set: 'texts?',
    forceString: 'flag',
    noWait: 'flag',
  },
  run: async (args, az) => {
    const path = `${await serverPath(az, args.resourceGroup, args.name)}?api-version=${SQL_VERSION}`;
    const current = serverResult(await az.arm.get(path));
    // The real az writes either switch into the same property.
    const publicNetworkAccess = accessFlag(args.restrictOutboundNetworkAccess) ?? accessFlag(args.enablePublicNetwork);
    const given = compact({
      identity: wantedIdentity({ ...args, assignIdentity: args.assign_identity }, current['identity']),
      administratorLoginPassword: args.adminPassword,
      minimalTlsVersion: args.minimalTlsVersion,
      publicNetworkAccess,
      primaryUserAssignedIdentityId: args.primaryUserAssignedIdentityId,
    });
    const body = updatedBody(az, 'SqlServer', { ...current, ...given }, args);
    if (args.noWait) {
      await az.arm.call('PUT', path, body);
      return undefined;
    }
    return serverResult(await az.arm.finish('PUT', path, body));
  },
});
