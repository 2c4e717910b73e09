import type { Decision, Permission } from '#kernel/decision.ts';
import type { IssuedToken, Origin } from '#kernel/define.ts';
import { createDoor, type Door, type Principal, type Sent } from '#kernel/door.ts';
import { isLog } from '#kernel/logs.ts';
import { put } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import { Tables, type Change, type Indexes, type View } from '#kernel/tables.ts';
import { services } from './registry.ts';

/** For tests beside the services: every service behind the front door, over one group, with grants that the test states. */

export const tenantId = '11111111-1111-4111-8111-111111111111';
export const subscriptionId = '22222222-2222-4222-8222-222222222222';
export const subscription = `/subscriptions/${subscriptionId}`;
export const group = `${subscription}/resourceGroups/rg1`;
export const start = Date.UTC(2026, 10, 23, 9, 0, 0);

type Decide = (view: View, principal: Principal, permission: Permission) => Decision;

interface Grant {
  principalId: string;
  action: string;
  scope: string;
}

/** An answer's body, read without types: a test knows what it looks for. */
export interface Json {
  [name: string]: Json;
}

export interface Answer extends Sent {
  status: number;
  json: Json;
  text: string;
}

const parse = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
};

export class TestTenant {
  readonly tables: Tables;
  readonly #door: Door;
  readonly #grants: Grant[] = [];
  now = start;
  #seq = 0;

  constructor(decide?: Decide) {
    this.tables = new Tables(Object.assign({}, ...services.map(({ indexes }) => indexes ?? {})) as Indexes);
    this.#door = createDoor({
      surfaces: services.flatMap(({ surfaces }) => surfaces),
      operations: services.flatMap(({ operations }) => operations),
      findToken: (view, ref) => view.get<IssuedToken>('tokens', ref),
      decide: (view, _now, principal, permission) =>
        decide ? decide(view, principal, permission) : this.#decide(principal, permission),
      restrictions: services.flatMap(({ restrictions = [] }) => restrictions),
      observers: services.flatMap(({ observers = [] }) => observers),
    });
    this.put('tenants', tenantId, { tenantId, displayName: 'Contoso', domain: 'contoso.onmicrosoft.com' });
    this.put('subscriptions', subscriptionId, { subscriptionId, displayName: 'Test', tenantId, state: 'Enabled' });
    this.put('resourceGroups', idKey(group), {
      id: group,
      name: 'rg1',
      location: 'westeurope',
      tags: {},
      createdAt: start,
    });
  }

  #decide({ principalId }: Principal, permission: Permission): Decision {
    const inside = principalId === 'setup' || principalId === 'platform';
    const granted = this.#grants.some(
      (grant) =>
        grant.principalId === principalId &&
        grant.action.toLowerCase() === permission.action.toLowerCase() &&
        covers(grant.scope, permission.scope),
    );
    const verdict = inside ? principalId : granted ? 'allowed' : 'no-role';
    const nothing = { groups: [], scopesWalked: [], assignments: [], denies: [] };
    return { allowed: inside || granted, permission, verdict, principalId, ...nothing };
  }

  put(table: string, key: string, row: object): void {
    this.tables.apply([put(table, key, row)]);
  }

  apply(changes: Change[]): void {
    this.tables.apply(changes);
  }

  /** Lets a principal do this at a scope and below. */
  grant(principalId: string, action: string, scope = subscription): void {
    this.#grants.push({ principalId, action, scope });
  }

  /** A token as a row; gives its reference. */
  token(principalId: string, audience: string, principalType: IssuedToken['principalType'] = 'User'): string {
    const ref = `tk.${(this.#seq += 1)}`;
    const seconds = this.now / 1000;
    const times = { iat: seconds, nbf: seconds, exp: seconds + 86_400 };
    const claims = {
      aud: audience,
      iss: `https://sts.windows.net/${tenantId}/`,
      tid: tenantId,
      oid: principalId,
      ...times,
    };
    this.put('tokens', ref, { ref, claims, principalType, groupIds: [] });
    return ref;
  }

  /** Sends and commits; without `token` or `origin` it is the lab's start that speaks, with `null` nobody. */
  send(
    method: string,
    url: string,
    body?: unknown,
    how: { token?: string | null; origin?: Origin; headers?: Record<string, string>; as?: 'platform' } = {},
  ): Answer {
    const { token, origin, headers, as } = how;
    const outside = token !== undefined || (origin !== undefined && origin.type !== 'inside');
    const request = {
      method,
      url,
      headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    };
    const call = {
      request,
      origin: origin ?? { type: 'internet' as const },
      now: this.now,
      seed: 'test',
      seq: (this.#seq += 1),
    };
    const sent = this.#door.send(this.tables, outside ? call : { ...call, as: as ?? 'setup' });
    this.tables.apply(sent.changes);
    const { status, body: text } = sent.response;
    // A refusal leaves its line in the logs, and must leave nothing else.
    const changes = sent.changes.filter(({ table }) => !isLog(table));
    return { ...sent, changes, status, text, json: parse(text) };
  }

  arm(method: string, path: string, body?: unknown, token?: string, version = '2023-12-01'): Answer {
    const url = `https://management.azure.com${path}${path.includes('?') ? '&' : '?'}api-version=${version}`;
    return this.send(method, url, body, token === undefined ? {} : { token });
  }

  /** A request of one service to another. */
  inside(method: string, path: string, body?: unknown): Answer {
    return this.send(method, `https://platform.internal${path}`, body, { origin: { type: 'inside' }, as: 'platform' });
  }
}

/** Status, code and sentence of a refusal in ARM's or Graph's envelope. */
export const refusal = ({ status, json }: Answer): [status: number, code: unknown, message: string] => [
  status,
  json['error']?.['code'],
  String(json['error']?.['message']),
];
