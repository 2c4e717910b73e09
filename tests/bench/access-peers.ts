import { createRequire } from 'node:module';
import type * as Cedar from '@cedar-policy/cedar-wasm/nodejs';
import { createMongoAbility, type MongoAbility } from '@casl/ability';
import { AccessControl } from 'accesscontrol';
import { newEnforcer, newModelFromString, type Enforcer } from 'casbin';
import { CompiledRole } from '#services/authorization/compiled-role.ts';
import { namesNow } from '#services/authorization/names.ts';
import { allPrincipals } from '#services/authorization/models.ts';
import type { Query, Workload } from './access-workload.ts';

/** Another engine that is asked the same, given all that it can use: roles spelled out to operations beforehand. */
export interface Peer {
  name: string;
  /** Whether it answers the whole question, so that its answers must be ours. */
  complete: boolean;
  ask: (query: Query) => boolean;
  /** Principals for which it is made ready; it is asked about no others. */
  covers: ReadonlySet<string>;
}

const none = { attributes: {} };
const operation = (plane: string, action: string): string => `${plane}:${action}`;

/** For each role the operations of the workload that it grants, and the same for each deny assignment. */
function spelledOut(work: Workload): { roles: Map<string, string[]>; denies: string[][] } {
  const names = namesNow();
  const operations = (role: CompiledRole): string[] =>
    work.actions
      .filter(
        ({ action, plane }) =>
          role.answer(plane, names.action(action), names, { ...none, action: action.toLowerCase() }).outcome ===
          'grants',
      )
      .map(({ action, plane }) => operation(plane, action));
  return {
    roles: new Map([...work.roles].map(([id, role]) => [id, operations(new CompiledRole(role))])),
    denies: work.denies.map(({ permissions }) =>
      operations(new CompiledRole({ ...([...work.roles.values()][0] as never as object), permissions } as never)),
    ),
  };
}

interface Rule {
  scope: string;
  operations: string[];
  role: string;
}

const pathOf = (scope: string): string[] => {
  const parts = scope.split('/').slice(1);
  const found: string[] = [];
  let path = '';
  for (let at = 0; at < parts.length;) {
    const step = parts[at] === 'providers' ? 4 : 2;
    path += `/${parts.slice(at, at + step).join('/')}`;
    found.push(path);
    at += step;
  }
  return found;
};

/** Everything that counts for a principal: what grants and what denies. */
function rulesOf(work: Workload) {
  const { roles, denies } = spelledOut(work);
  const byHolder = new Map<string, Rule[]>();
  for (const { principalId, scope, roleId } of work.assignments) {
    const rule = { scope, role: roleId, operations: roles.get(roleId) ?? [] };
    const own = byHolder.get(principalId);
    if (own) own.push(rule);
    else byHolder.set(principalId, [rule]);
  }
  return (principal: Query['principal']): { grants: Rule[]; denied: Rule[] } => {
    const who = [principal.principalId, ...principal.groupIds];
    return {
      grants: who.flatMap((id) => byHolder.get(id) ?? []),
      denied: work.denies.flatMap((deny, at) =>
        deny.principals.some(({ id }) => id === allPrincipals || who.includes(id))
          ? [{ scope: deny.scope, role: '', operations: denies[at] ?? [] }]
          : [],
      ),
    };
  };
}

/** The limit: principal, then scope, then operation, every answer worked out before. Only questions asked are kept. */
export function maps(work: Workload): Peer {
  const answers = new Map<string, Map<string, Map<string, boolean>>>();
  for (const { principal, permission, allowed } of work.queries) {
    let own = answers.get(principal.principalId);
    if (!own) answers.set(principal.principalId, (own = new Map<string, Map<string, boolean>>()));
    let at = own.get(permission.scope);
    if (!at) own.set(permission.scope, (at = new Map<string, boolean>()));
    at.set(permission.action, allowed);
  }
  const ask = ({ principal, permission }: Query): boolean =>
    answers.get(principal.principalId)?.get(permission.scope)?.get(permission.action) ?? false;
  return {
    name: 'three nested Map look-ups',
    complete: true,
    ask,
    covers: new Set(work.principals.map((p) => p.principalId)),
  };
}

/**
 * One ability for each principal: an operation upon the class of each scope, walked from the subscription down. Asked
 * as requests arrive, a scope's path is split for each question; the second peer has every path split beforehand,
 * which an application could only do for scopes that it has seen.
 */
export function casl(work: Workload): [whenAsked: Peer, beforehand: Peer] {
  const rules = rulesOf(work);
  const abilities = new Map<string, MongoAbility>();
  for (const principal of work.principals) {
    const { grants, denied } = rules(principal);
    abilities.set(
      principal.principalId,
      createMongoAbility([
        ...grants.map(({ scope, operations }) => ({ action: operations, subject: scope })),
        ...denied.map(({ scope, operations }) => ({ action: operations, subject: `deny ${scope}` })),
      ]),
    );
  }
  const pairs = (scope: string): [string, string][] => pathOf(scope).map((at) => [at, `deny ${at}`]);
  const split = new Map(work.scopes.map((scope) => [scope, pairs(scope)]));
  const keys = new Map(work.actions.map(({ action, plane }) => [`${plane}${action}`, operation(plane, action)]));
  const peer = (when: string, path: (scope: string) => [string, string][] | undefined): Peer => ({
    name: `@casl/ability, paths split ${when}`,
    complete: true,
    covers: new Set(abilities.keys()),
    ask({ principal, permission: { action, scope, plane } }) {
      const ability = abilities.get(principal.principalId);
      const steps = path(scope);
      const key = keys.get(`${plane}${action}`);
      if (!ability || !steps || key === undefined) return false;
      return steps.some(([at]) => ability.can(key, at)) && !steps.some(([, at]) => ability.can(key, at));
    },
  });
  return [peer('when asked', pairs), peer('beforehand', (scope) => split.get(scope))];
}

/** Roles to operations only: no scope, no deny. What of the question it cannot say is looked up beside it. */
export function accessControl(work: Workload): Peer {
  const ac = new AccessControl();
  const name = new Map([...work.roles.keys()].map((id, at) => [id, `role${at}`]));
  const kinds = new Map<string, string>();
  for (const { action, plane } of work.actions) kinds.set(operation(plane, action), `op${kinds.size}`);
  const { roles } = spelledOut(work);
  for (const [id, operations] of roles)
    for (const one of operations) ac.grant(name.get(id) as string).readAny(kinds.get(one) as string);
  ac.lock();
  const rules = rulesOf(work);
  const held = new Map(
    work.principals.map((principal) => [
      principal.principalId,
      [...new Set(rules(principal).grants.map(({ role }) => role))]
        .filter((id) => roles.get(id)?.length)
        .map((id) => name.get(id) as string),
    ]),
  );
  const ask = ({ principal, permission: { action, plane } }: Query): boolean => {
    const own = held.get(principal.principalId);
    const kind = kinds.get(operation(plane, action));
    return own?.length && kind !== undefined ? ac.can(own).readAny(kind).granted : false;
  };
  return { name: 'accesscontrol (roles to operations only)', complete: false, ask, covers: new Set(held.keys()) };
}

const casbinModel = `
[request_definition]
r = scope, op
[policy_definition]
p = scope, ops, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = (r.scope == p.scope || startsWith(r.scope, p.scope)) && holds(p.ops, r.op)
`;

/** One enforcer for each principal that is asked about; a role's operations are one policy line. */
export async function casbin(work: Workload, principals: Workload['principals']): Promise<Peer> {
  const rules = rulesOf(work);
  const enforcers = new Map<string, Enforcer>();
  const sets = new Map<string, Set<string>>();
  for (const principal of principals) {
    const { grants, denied } = rules(principal);
    const enforcer = await newEnforcer(newModelFromString(casbinModel));
    await enforcer.addFunction('startsWith', (below: string, above: string) => below.startsWith(`${above}/`));
    await enforcer.addFunction('holds', (ops: string, op: string) => sets.get(ops)?.has(op) ?? false);
    const line = (rule: Rule, eft: string): string[] => {
      const id = rule.role || `deny ${rule.scope}`;
      sets.set(id, new Set(rule.operations));
      return [rule.scope, id, eft];
    };
    const lines = [...grants.map((rule) => line(rule, 'allow')), ...denied.map((rule) => line(rule, 'deny'))];
    await enforcer.addPolicies([...new Map(lines.map((one) => [one.join(), one])).values()]);
    enforcers.set(principal.principalId, enforcer);
  }
  const ask = ({ principal, permission: { action, scope, plane } }: Query): boolean =>
    enforcers.get(principal.principalId)?.enforceSync(scope, operation(plane, action)) ?? false;
  return { name: 'casbin, per principal', complete: true, ask, covers: new Set(enforcers.keys()) };
}

/** One set of policies for each principal that is asked about, parsed beforehand. */
export function cedar(work: Workload, principals: Workload['principals']): Peer {
  const wasm = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as typeof Cedar;
  const rules = rulesOf(work);
  const quoted = JSON.stringify;
  for (const principal of principals) {
    const { grants, denied } = rules(principal);
    const text = (effect: string, { scope, operations }: Rule): string =>
      operations.length
        ? `${effect} (principal, action in [${operations.map((one) => `Action::${quoted(one)}`).join(', ')}], resource in Scope::${quoted(scope)});\n`
        : '';
    const policies = [...grants.map((rule) => text('permit', rule)), ...denied.map((rule) => text('forbid', rule))];
    const parsed = wasm.preparsePolicySet(principal.principalId, { staticPolicies: policies.join('') });
    if (parsed.type === 'failure') throw new Error(parsed.errors[0]?.message);
  }
  const entities = new Map(
    work.scopes.map((scope) => {
      const path = pathOf(scope);
      const uid = (id: string) => ({ type: 'Scope', id });
      return [
        scope,
        path.map((id, at) => ({ uid: uid(id), attrs: {}, parents: at ? [uid(path[at - 1] as string)] : [] })),
      ];
    }),
  );
  const ask = ({ principal: { principalId }, permission: { action, scope, plane } }: Query): boolean => {
    const answer = wasm.statefulIsAuthorized({
      principal: { type: 'User', id: principalId },
      action: { type: 'Action', id: operation(plane, action) },
      resource: { type: 'Scope', id: scope },
      context: {},
      preparsedPolicySetId: principalId,
      entities: entities.get(scope) ?? [],
    });
    return answer.type === 'success' && answer.response.decision === 'allow';
  };
  return {
    name: '@cedar-policy/cedar-wasm, per principal',
    complete: true,
    ask,
    covers: new Set(principals.map((p) => p.principalId)),
  };
}
