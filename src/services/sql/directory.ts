import type { Ctx, SubAnswer } from '#kernel/define.ts';
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
  appId?: string;
  displayName?: string;
}

type Ask = (path: string) => SubAnswer;

/** What a database takes users from, and the name that it knows them by. */
const kinds = [
  { collection: 'users', property: 'userPrincipalName' },
  { collection: 'groups', property: 'displayName' },
  { collection: 'servicePrincipals', property: 'displayName' },
] as const;

/** Users and groups are known by their object id, applications and managed identities by their client id. */
const resolved = ({ id, appId }: Found, collection: string): Resolved => ({
  sid: sidOf(appId ?? id),
  type: collection === 'groups' ? 'X' : 'E',
});

/** The principal by which a server asks the directory when an application asks it to: its primary identity. */
function serverIdentity({ identity, properties }: ServerRow): string | undefined {
  const primary = properties.primaryUserAssignedIdentityId?.toLowerCase();
  const assigned = Object.entries(identity?.userAssignedIdentities ?? {}).find(([id]) => id.toLowerCase() === primary);
  return assigned?.[1].principalId ?? identity?.principalId;
}

/** A person's connection asks in the person's name; an application's asks by the server's own identity, with its token. */
function asker(ctx: Ctx, server: ServerRow, who: Who, name: string): Ask {
  const graph = 'https://graph.microsoft.com';
  const address = (path: string) => ({ method: 'GET', url: `${graph}/v1.0/${path}` });
  if (who.by !== 'application') return (path) => ctx.send('platform', address(path));
  const principalId = serverIdentity(server);
  if (!principalId) throw new say.SqlRefused(say.serverHasNoIdentity(name));
  const url = 'https://platform.internal/entra/tokens';
  const body = { principalId, resource: graph, hostId: server.id };
  const token = ctx.send('platform', { method: 'POST', url, body });
  const { ref, error } = token.body as { ref?: string; error?: { message: string } };
  if (!ref) throw new say.SqlRefused(say.notResolved(name, error?.message ?? ''));
  const headers = { authorization: `Bearer ${ref}` };
  return (path) => ctx.send({ host: server.id }, { ...address(path), headers });
}

/** What is found in each kind, as far as the asker may read it. */
function search(
  ask: Ask,
  path: (kind: (typeof kinds)[number]) => string,
): { found: [Found, string][]; denied: boolean } {
  const answers = kinds.map((kind) => ({ ...kind, answer: ask(path(kind)) }));
  const found = answers.flatMap(({ collection, answer: { status, body } }) => {
    if (status !== 200) return [];
    const { value = [body as Found] } = body as { value?: Found[] };
    return value.map((one): [Found, string] => [one, collection]);
  });
  return { found, denied: answers.some(({ answer }) => answer.status === 403) };
}

/**
 * Finds a principal of the directory for CREATE USER … FROM EXTERNAL PROVIDER: a user by its user principal name, a group,
 * an application or an identity by its display name, any of them by its object id. Throws 33130, 33131, 33134, 37353 or
 * 37545. Source: "Microsoft Entra service principals with Azure SQL", "Microsoft Entra nonunique display names".
 */
export function resolve(ctx: Ctx, server: ServerRow, who: Who, name: string, objectId?: string): Resolved {
  const ask = asker(ctx, server, who, name);
  const refuse = (error: say.SqlError): never => {
    throw new say.SqlRefused(error);
  };
  if (objectId !== undefined) {
    const [only] = isGuid(objectId) ? search(ask, ({ collection }) => `${collection}/${objectId}`).found : [];
    if (!only) return refuse(say.objectIdInvalid(objectId, name));
    const [{ displayName = '' }, collection] = only;
    if (collection !== 'users' && !name.startsWith(displayName))
      throw new say.NotSimulatedSql('A user name that does not begin with the display name');
    return resolved(...only);
  }
  const literal = encodeURIComponent(`'${name.replaceAll("'", "''")}'`);
  const { found, denied } = search(
    ask,
    ({ collection, property }) => `${collection}?$filter=${property}%20eq%20${literal}`,
  );
  const [only] = found;
  if (!only) return refuse(denied ? say.serverMayNotRead : say.principalNotFound(name));
  return found.length > 1 ? refuse(say.duplicateName(name)) : resolved(...only);
}
