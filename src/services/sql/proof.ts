import type { Caller, ProofFacts } from '#kernel/define.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { catalogOf, serverAt, table, type DatabaseUser, type LoginRow } from './models.ts';

/** A password as the tenant keeps it: of the server's administrator, or of a user in a database. */
export const passwordHash = (owner: string, user: string, password: string): string =>
  sha256Hex(`${owner.toLowerCase()} ${user.toLowerCase()} ${password}`);

const decoded = (text: string): string => {
  try {
    return atob(text);
  } catch {
    return '';
  }
};

function contained(view: View, params: Record<string, string>, login: string): DatabaseUser | undefined {
  const { users } = catalogOf(view, params['serverId'] ?? '', params['database'] ?? '');
  return users.find(({ name, type }) => type === 'S' && name.toLowerCase() === login.toLowerCase());
}

/** Who asks with a name and a password. Whether they are right is said later, after the firewall. */
export function passwordCaller({ view, params, headers }: ProofFacts): Caller | undefined {
  const sent = /^Basic\s+(\S+)\s*$/i.exec(headers['authorization'] ?? '')?.[1];
  if (sent === undefined) return undefined;
  const text = decoded(sent);
  const at = text.indexOf(':');
  const [login, password] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  const server = serverAt(view, params);
  const administrator = login.toLowerCase() === server.properties.administratorLogin.toLowerCase();
  const owner = administrator ? server.id : `${server.id}/databases/${params['database']}`;
  const held = administrator
    ? view.get<LoginRow>(table.logins, idKey(server.id))?.hash
    : contained(view, params, login)?.hash;
  const right = held !== undefined && held === passwordHash(owner, login, password);
  return {
    kind: 'credential',
    principalId: '',
    principalType: 'Anonymous',
    name: login,
    groupIds: [],
    credential: { kind: 'sql-login', login, administrator, right },
  };
}
