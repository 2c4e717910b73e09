import type { Decision } from '#kernel/decision.ts';
import { defineOperation, defineSurface, type IssuedToken, type Operation, type Origin } from '#kernel/define.ts';
import { createDoor, type Sent } from '#kernel/door.ts';
import { platformSurface, tenantIdOf } from '#kernel/platform.ts';
import { ok, put } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import { Tables } from '#kernel/tables.ts';
import { keyVault } from './index.ts';

/** What the tests of this folder need of the rest of the tenant, as small as it can be: ARM's envelope and a list of grants. */

export const tenantId = '11111111-1111-4111-8111-111111111111';
export const group = '/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg1';
export const subscription = '/subscriptions/22222222-2222-4222-8222-222222222222';
export const vaultId = (name: string): string => `${group}/providers/Microsoft.KeyVault/vaults/${name}`;
export const start = Date.UTC(2026, 10, 23, 9, 0, 0);

const arm = defineSurface({
  name: 'arm',
  title: 'Azure Resource Manager',
  match: ({ host }, view) => (host === 'management.azure.com' ? { params: {}, tenantId: tenantIdOf(view) } : undefined),
  bearer: {
    audiences: () => ['https://management.azure.com/'],
    refuse: (fault) => ({ status: 401, code: 'InvalidAuthenticationToken', message: fault }),
    forbid: ({ permission }) => ({
      status: 403,
      code: 'AuthorizationFailed',
      message: `${permission.action} over ${permission.scope}`,
    }),
  },
  badBody: (detail) => ({ status: 400, code: 'InvalidRequestContent', message: detail }),
  render: ({ status, code, message }) => ({ status, headers: {}, body: JSON.stringify({ error: { code, message } }) }),
});

interface Grant {
  principalId: string;
  action: string;
  scope: string;
}

const sweep: Operation = defineOperation({
  action: 'platform/authorization/sweep',
  title: 'Sweep',
  surface: 'platform',
  plane: 'none',
  method: 'DELETE',
  path: '/authorization/scope',
  handle(ctx, { body }) {
    const { scope } = body as { scope: string };
    const at = ctx.view.all<Grant & { key: string }>('grants').filter((grant) => covers(scope, grant.scope));
    return ok({ status: 200, changes: at.map(({ key }) => ({ table: 'grants', key, value: null })) });
  },
});

/** A tenant with nothing but this service, one group, and whatever the test grants. */
export class Fixture {
  readonly tables = new Tables({ ...keyVault.indexes });
  now = start;
  #seq = 0;
  readonly #door = createDoor({
    surfaces: [platformSurface, arm, ...keyVault.surfaces],
    operations: [sweep, ...keyVault.operations],
    findToken: (view, ref) => view.get<IssuedToken>('tokens', ref),
    decide: (view, _now, { principalId }, permission): Decision => {
      const inside = principalId === 'setup' || principalId === 'platform';
      const allowed =
        inside ||
        view
          .all<Grant>('grants')
          .some(
            (grant) =>
              grant.principalId === principalId &&
              (grant.action === '*' || grant.action === permission.action) &&
              covers(grant.scope, permission.scope),
          );
      return {
        allowed,
        permission,
        verdict: allowed ? 'allowed' : 'no-role',
        principalId,
        groups: [],
        scopesWalked: [],
        assignments: [],
        denies: [],
      };
    },
    restrictions: [],
    observers: [],
  });

  constructor() {
    this.tables.apply([
      put('tenants', tenantId, { tenantId }),
      put('subscriptions', '22222222-2222-4222-8222-222222222222', { tenantId }),
      put('resourceGroups', idKey(group), { id: group, name: 'rg1', location: 'westeurope' }),
    ]);
  }

  /** A token as a row; `with` overrides its claims. Gives the reference. */
  token(principalId: string, audience: string, claims: Record<string, unknown> = {}, groupIds: string[] = []): string {
    const ref = `tk.${(this.#seq += 1)}`;
    const at = this.now / 1000;
    const all = {
      aud: audience,
      iss: `https://sts.windows.net/${tenantId}/`,
      tid: tenantId,
      oid: principalId,
      appid: `app-${principalId}`,
      iat: at,
      nbf: at,
      exp: at + 86_400,
      ...claims,
    };
    this.tables.apply([put('tokens', ref, { ref, claims: all, principalType: 'ServicePrincipal', groupIds })]);
    return ref;
  }

  grant(principalId: string, action: string, scope: string): void {
    const key = `${principalId} ${action} ${scope}`;
    this.tables.apply([put('grants', key, { key, principalId, action, scope })]);
  }

  /** Sends and commits. Without a token it is the lab's start that speaks. */
  send(
    method: string,
    url: string,
    body?: unknown,
    token?: string | null,
    origin: Origin = { type: 'internet' },
  ): Answer {
    const headers: Record<string, string> = typeof token === 'string' ? { authorization: `Bearer ${token}` } : {};
    const request = {
      method,
      url,
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    };
    const sent = this.#door.send(this.tables, {
      request,
      origin,
      now: this.now,
      seed: 'test',
      seq: (this.#seq += 1),
      ...(token === undefined && { as: 'setup' as const }),
    });
    this.tables.apply(sent.changes);
    return { ...sent, status: sent.response.status, json: sent.response.body ? parse(sent.response.body) : {} };
  }

  arm(method: string, path: string, body?: unknown, token?: string, version = '2023-07-01'): Answer {
    return this.send(method, `https://management.azure.com${path}?api-version=${version}`, body, token);
  }

  vault(method: string, name: string, path: string, body?: unknown, token?: string | null, origin?: Origin): Answer {
    return this.send(
      method,
      `https://${name}.vault.azure.net${path}${path.includes('?') ? '&' : '?'}api-version=7.4`,
      body,
      token,
      origin,
    );
  }

  /** A vault as `az keyvault create` makes it, under Azure RBAC unless the properties say otherwise. */
  create(name: string, properties: Record<string, unknown> = {}): Answer {
    const all = {
      tenantId,
      sku: { family: 'A', name: 'standard' },
      accessPolicies: [],
      enableRbacAuthorization: true,
      ...properties,
    };
    return this.arm('PUT', vaultId(name), { location: 'westeurope', properties: all });
  }
}

export interface Answer extends Sent {
  status: number;
  json: Json;
}

/** An answer's body, read without types: tests know what they look for. */
export interface Json {
  [name: string]: Json;
}

const parse = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
};

/** Code, inner code and message of a refusal. */
export const refusal = ({ json }: Answer): { code: unknown; inner?: unknown; message: string } => ({
  code: json['error']?.['code'],
  ...(json['error']?.['innererror'] && { inner: json['error']['innererror']['code'] }),
  message: String(json['error']?.['message']),
});
