import * as say from '../errors.ts';
import type { DatabaseUser } from '../models.ts';
import { mayBy } from './rights.ts';
import { builtIn, fixedRoles, same, namedTable, userOf, type Session } from './session.ts';
import type { CreateUser, GrantStatement, Statement } from './statements.ts';

const refuse = (error: say.SqlError): never => {
  throw new say.SqlRefused(error);
};

const isOwn = (name: string): boolean =>
  [...Object.keys(builtIn), ...Object.keys(fixedRoles)].some((one) => same(one, name));

const taken = (session: Session, name: string): boolean => userOf(session, name) !== undefined || isOwn(name);

/** What every database has by itself is neither dropped nor put into roles here. */
const checkOwn = (name: string): void => {
  if (isOwn(name)) throw new say.NotSimulatedSql(`The principal ${name} in this place`);
};

const strong = (password: string): boolean =>
  password.length >= 8 && [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/].filter((set) => set.test(password)).length >= 3;

function identityOf(session: Session, { name, how }: CreateUser): Pick<DatabaseUser, 'type' | 'sid' | 'hash'> {
  if (how.from === 'password') {
    if (!strong(how.password)) refuse(say.weakPassword);
    const hash = session.hash(name, how.password);
    return { type: 'S', sid: `0x0105${hash.slice(0, 52).toUpperCase()}`, hash };
  }
  if (session.who.by === 'password') refuse(say.onlyByEntra(name));
  if (how.from === 'provider') return session.resolve(name, how.objectId);
  const type = how.type.toUpperCase();
  if (!how.sid || !type) refuse(say.typeNeedsSid);
  if (type !== 'E' && type !== 'X') return refuse(say.typeUnknown);
  // A SID that is not sixteen bytes stands for nobody; Azure's refusal of it is not known.
  if (!/^0x[0-9a-f]{32}$/i.test(how.sid)) throw new say.NotSimulatedSql('A SID that is not sixteen bytes');
  return { type, sid: `0x${how.sid.slice(2).toUpperCase()}` };
}

/** Source: "CREATE USER (Transact-SQL)", "Microsoft Entra service principals with Azure SQL". */
export function createUser(session: Session, statement: CreateUser): void {
  const { catalog, now } = session;
  const { name } = statement;
  if (!mayBy(session, 'ALTER ANY USER', 'db_accessadmin')) refuse(say.mayNotDo);
  if (taken(session, name)) refuse(say.userExists(name));
  const identity = identityOf(session, statement);
  if (catalog.users.some(({ sid }) => sid === identity.sid)) refuse(say.sidExists);
  catalog.users = [...catalog.users, { name, principalId: catalog.next, ...identity, createdAt: now }];
  catalog.next += 1;
}

export function dropUser(session: Session, { name, ifExists }: Extract<Statement, { kind: 'drop-user' }>): void {
  const { catalog } = session;
  checkOwn(name);
  const user = userOf(session, name);
  if (!user && ifExists) return;
  if (!mayBy(session, 'ALTER ANY USER', 'db_accessadmin') || !user) refuse(say.cannotDropUser(name));
  catalog.users = catalog.users.filter((one) => one !== user);
  catalog.members = catalog.members.filter((one) => !same(one.user, name));
  catalog.grants = catalog.grants.filter((one) => !same(one.grantee, name));
}

/** Membership of the fixed roles is db_owner's to change. Source: "Database-level roles". */
export function alterRole(session: Session, statement: Extract<Statement, { kind: 'alter-role' }>): void {
  const { catalog } = session;
  const { add, member } = statement;
  const role = statement.role.toLowerCase();
  checkOwn(member);
  if (same(role, 'public')) checkOwn(role);
  if (!mayBy(session, 'ALTER ROLE') || !Object.hasOwn(fixedRoles, role)) refuse(say.cannotAlterRole(statement.role));
  const user = userOf(session, member);
  if (!user) return refuse(add ? say.cannotAdd(member) : say.cannotTakeOut(member));
  const rest = catalog.members.filter((one) => one.role !== role || !same(one.user, member));
  catalog.members = add ? [...rest, { role, user: user.name }] : rest;
}

/** GRANT, DENY and REVOKE: one row for each permission, object and user. */
export function grant(session: Session, { verb, permissions, on, to }: GrantStatement): void {
  const { catalog } = session;
  const table = on && namedTable(session, on);
  const allowed = mayBy(session, verb, 'db_securityadmin');
  if (on && (!table || !allowed)) refuse(say.cannotFind('object', on.name));
  if (!allowed) refuse(say.mayNotDo);
  const object = table?.name.toLowerCase();
  for (const name of to) {
    const grantee = name.toLowerCase();
    if (grantee !== 'public') checkOwn(name);
    if (grantee !== 'public' && !userOf(session, name)) refuse(say.cannotFind('user', name));
    for (const permission of permissions) {
      const rest = catalog.grants.filter(
        (one) => one.permission !== permission || one.object !== object || one.grantee !== grantee,
      );
      const row = { permission, grantee, ...(object !== undefined && { object }) };
      catalog.grants = verb === 'REVOKE' ? rest : [...rest, { state: verb, ...row }];
    }
  }
}
