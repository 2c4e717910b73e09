import type { Grant } from '../models.ts';
import { same, type Session } from './session.ts';

/** The users that count for the connection: itself, its groups, and everybody. */
const selves = ({ who }: Session): string[] =>
  [...(who.user ? [who.user.name] : []), ...who.groups.map(({ name }) => name), 'public'].map((name) =>
    name.toLowerCase(),
  );

/** Fixed roles of the connection, of itself and of its groups. */
export const rolesOf = (session: Session): string[] => {
  const names = selves(session);
  return session.catalog.members.filter(({ user }) => names.includes(user.toLowerCase())).map(({ role }) => role);
};

export const isIn = (session: Session, ...roles: string[]): string | undefined =>
  session.who.dbo ? 'dbo' : rolesOf(session).find((role) => roles.includes(role));

const byRole: Record<string, { gives: string; takes: string }> = {
  SELECT: { gives: 'db_datareader', takes: 'db_denydatareader' },
  INSERT: { gives: 'db_datawriter', takes: 'db_denydatawriter' },
  UPDATE: { gives: 'db_datawriter', takes: 'db_denydatawriter' },
  DELETE: { gives: 'db_datawriter', takes: 'db_denydatawriter' },
};

const said = ({ state, permission, object, grantee }: Grant): string =>
  `${state} ${permission}${object ? ` ON ${object}` : ''} TO ${grantee}`;

function decide(session: Session, permission: string, object: string): { allowed: boolean; by: string } {
  if (session.who.dbo) return { allowed: true, by: 'dbo' };
  const names = selves(session);
  const roles = rolesOf(session);
  const grants = session.catalog.grants.filter(
    (grant) =>
      grant.permission === permission &&
      names.includes(grant.grantee) &&
      (grant.object === undefined || same(grant.object, object)),
  );
  const role = byRole[permission];
  const deny = grants.find(({ state }) => state === 'DENY');
  if (deny) return { allowed: false, by: said(deny) };
  if (role && roles.includes(role.takes)) return { allowed: false, by: role.takes };
  const given = roles.find((one) => one === 'db_owner' || one === role?.gives) ?? (grants[0] && said(grants[0]));
  return { allowed: given !== undefined, by: given ?? 'none' };
}

/**
 * Whether the connection may do this to a table. A deny counts before every grant, for members of db_owner too; `dbo`
 * is asked nothing. No Azure role counts. Source: "Permissions (Database Engine)", "Database-level roles".
 */
export function may(session: Session, permission: string, object: string): boolean {
  const { allowed, by } = decide(session, permission, object);
  session.asked.push({ permission, object, allowed, by });
  return allowed;
}

/** Whether one of the roles lets the connection do this to the database. */
export function mayBy(session: Session, permission: string, ...roles: string[]): boolean {
  const by = isIn(session, 'db_owner', ...roles);
  session.asked.push({ permission, allowed: by !== undefined, by: by ?? 'none' });
  return by !== undefined;
}
