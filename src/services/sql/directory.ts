import type { Ctx } from '#kernel/define.ts';
import { isGuid } from '#kernel/ids.ts';
import * as say from './errors.ts';
import type { ServerRow } from './models.ts';
import type { Resolved, Who } from './tsql/session.ts';

/** The sixteen bytes under which a database knows a principal: its GUID, the first three parts back to front. */
export function sidOf(guid: string): string {
  const [a = '', b = '', c = '', ...rest] = guid.split('-');
  const back = (hex: string): string => (hex.match(/../g) ?? []).reverse().join('');
  return `0x${[back(a), back(b), back(c), ...rest].join('').toUpperCase()}`;
}

interface Found {
  id: string;
  displayName?: string;
  appId?: string;
  '@odata.type'?: string;
}

/** Users and groups are known by their object id, applications and managed identities by their client id. */
const resolved = ({ id, appId }: Found, group: boolean): Resolved => ({
  sid: sidOf(appId ?? id),
  type: group ? 'X' : 'E',
});

const graph = (ctx: Ctx, path: string): { status: number; body: unknown } =>
  ctx.send('platform', { method: 'GET', url: `https://graph.microsoft.com/v1.0/${path}` });

/** The principal by which a server asks the directory when an application asks it to: its primary identity. */
function serverIdentity({ identity, properties }: ServerRow): string | undefined {
  const primary = properties.primaryUserAssignedIdentityId?.toLowerCase();
  const assigned = Object.entries(identity?.userAssignedIdentities ?? {}).find(([id]) => id.toLowerCase() === primary);
  return assigned?.[1].principalId ?? identity?.principalId;
}

/** A person's connection asks in the person's name; an application's asks by the server's identity. */
function checkReader(ctx: Ctx, server: ServerRow, who: Who, name: string): void {
  if (who.by !== 'application') return;
  const principalId = serverIdentity(server);
  if (!principalId) throw new say.SqlRefused(say.serverHasNoIdentity(name));
  const action = 'microsoft.directory/servicePrincipals/standard/read';
  const reads = ctx.decide({ action, scope: '/', plane: 'control' }, { principalId, groupIds: [] });
  if (!reads.allowed) throw new say.SqlRefused(say.serverMayNotRead);
}

/**
 * Finds a principal of the directory for CREATE USER … FROM EXTERNAL PROVIDER: a user by its user principal name, a group,
 * an application or an identity by its display name, any of them by its object id. Throws 33130, 33131, 33134, 37353 or
 * 37545. Source: "Microsoft Entra service principals with Azure SQL", "Microsoft Entra nonunique display names".
 */
export function resolve(ctx: Ctx, server: ServerRow, who: Who, name: string, objectId?: string): Resolved {
  checkReader(ctx, server, who, name);
  if (objectId !== undefined) {
    const answer = isGuid(objectId) ? graph(ctx, `directoryObjects/${objectId}`) : undefined;
    const found = answer?.body as Found | undefined;
    const type = /^#microsoft\.graph\.(user|group|servicePrincipal)$/.exec(found?.['@odata.type'] ?? '')?.[1];
    if (answer?.status !== 200 || !found || !type) throw new say.SqlRefused(say.objectIdInvalid(objectId, name));
    if (type !== 'user' && !name.startsWith(found.displayName ?? ''))
      throw new say.NotSimulatedSql('A user name that does not begin with the display name');
    return resolved(found, type === 'group');
  }
  const named = (collection: string, property: string): Found[] => {
    const filter = encodeURIComponent(`${property} eq '${name.replaceAll("'", "''")}'`);
    return (graph(ctx, `${collection}?$filter=${filter}`).body as { value?: Found[] }).value ?? [];
  };
  const found = [
    ...named('users', 'userPrincipalName').map((one) => resolved(one, false)),
    ...named('groups', 'displayName').map((one) => resolved(one, true)),
    ...named('servicePrincipals', 'displayName').map((one) => resolved(one, false)),
  ];
  const [only] = found;
  if (!only) throw new say.SqlRefused(say.principalNotFound(name));
  if (found.length > 1) throw new say.SqlRefused(say.duplicateName(name));
  return only;
}
