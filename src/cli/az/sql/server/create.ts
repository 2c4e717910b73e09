import { implement } from '../../implement.ts';
import { locationOfGroup } from '../../group/location.ts';
import { compact } from '../../json.ts';
import { wantedIdentity } from './identity.ts';
import { serverPath, serverResult, serverRow, SQL_VERSION } from './server.ts';

/** `Enabled` or `Disabled`, where a switch is given. */
export function accessFlag(given: boolean | undefined): string | undefined {
  return given === undefined ? undefined : given ? 'Enabled' : 'Disabled';
}

export const sqlServerCreate = implement('sql server create', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    location: 'text?',
    adminUser: 'text?',
    adminPassword: 'text?',
    assignIdentity: 'flag',
    identityType: 'text?',
    userAssignedIdentityId: 'texts?',
    primaryUserAssignedIdentityId: 'text?',
    minimalTlsVersion: 'text?',
    enablePublicNetwork: 'bool?',
    restrictOutboundNetworkAccess: 'bool?',
    enableAdOnlyAuth: 'flag',
    externalAdminPrincipalType: 'text?',
    externalAdminName: 'text?',
    externalAdminSid: 'text?',
    noWait: 'flag',
  },
  run: async (args, az) => {
    const location = args.location ?? (await locationOfGroup(az, args.resourceGroup));
    const administrators = compact({
      principalType: args.externalAdminPrincipalType,
      login: args.externalAdminName,
      sid: args.externalAdminSid,
      tenantId: args.externalAdminName === undefined ? undefined : (await az.subscription()).tenantId,
      azureADOnlyAuthentication: args.enableAdOnlyAuth || undefined,
    });
    const properties = compact({
      administratorLogin: args.adminUser,
      administratorLoginPassword: args.adminPassword,
      minimalTlsVersion: args.minimalTlsVersion ?? '1.2',
      publicNetworkAccess: accessFlag(args.enablePublicNetwork),
      primaryUserAssignedIdentityId: args.primaryUserAssignedIdentityId,
      administrators,
      restrictOutboundNetworkAccess: accessFlag(args.restrictOutboundNetworkAccess),
    });
    const body = compact({ location, identity: wantedIdentity(args, undefined), properties });
    const path = `${await serverPath(az, args.resourceGroup, args.name)}?api-version=${SQL_VERSION}`;
    if (args.noWait) {
      await az.arm.call('PUT', path, body);
      return undefined;
    }
    return serverResult(await az.arm.finish('PUT', path, body));
  },
  table: serverRow,
});
