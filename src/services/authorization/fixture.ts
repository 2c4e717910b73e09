import { defineOperation, defineSurface, type IssuedToken, type Service, type TokenClaims } from '#kernel/define.ts';
import { createDoor, type Door, type DoorParts, type Sent } from '#kernel/door.ts';
import { platformSurface } from '#kernel/platform.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { Tables, type Change } from '#kernel/tables.ts';
import { decide } from './decide.ts';

/** A small tenant for tests: two subscriptions, a management group, a vault, three people, a nested group, an identity. */
export const ids = {
  tenant: '11111111-1111-4111-8111-111111111111',
  sub: '22222222-2222-4222-8222-222222222222',
  otherSub: '33333333-3333-4333-8333-333333333333',
  ada: 'aaaaaaaa-0000-4000-8000-000000000001',
  bob: 'aaaaaaaa-0000-4000-8000-000000000002',
  eve: 'aaaaaaaa-0000-4000-8000-000000000003',
  inner: 'bbbbbbbb-0000-4000-8000-000000000001',
  outer: 'bbbbbbbb-0000-4000-8000-000000000002',
  app: 'cccccccc-0000-4000-8000-000000000001',
  appClient: 'cccccccc-0000-4000-8000-0000000000ff',
};

export const scopes = {
  root: '/',
  managementGroup: '/providers/Microsoft.Management/managementGroups/platform',
  sub: `/subscriptions/${ids.sub}`,
  otherSub: `/subscriptions/${ids.otherSub}`,
  rg: `/subscriptions/${ids.sub}/resourceGroups/rg-shop`,
  otherRg: `/subscriptions/${ids.sub}/resourceGroups/rg-other`,
  vault: `/subscriptions/${ids.sub}/resourceGroups/rg-shop/providers/Microsoft.KeyVault/vaults/kv-shop`,
  otherVault: `/subscriptions/${ids.sub}/resourceGroups/rg-shop/providers/Microsoft.KeyVault/vaults/kv-other`,
};

export const roles = {
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  rbacAdministrator: 'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6',
  secretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
  dataAccessAdministrator: '8b54135c-b56d-4d72-a534-26097cfdc8d8',
};

export const start = Date.UTC(2026, 10, 23, 9);

const vault = (id: string): Change =>
  put('resources', id.toLowerCase(), {
    id,
    name: id.slice(id.lastIndexOf('/') + 1),
    type: 'Microsoft.KeyVault/vaults',
    location: 'westeurope',
    tags: { team: 'shop' },
    properties: {},
    createdAt: start,
    changedAt: start,
  });

const person = (id: string, name: string): Change =>
  put('users', id, {
    id,
    displayName: name,
    userPrincipalName: `${name.toLowerCase()}@contoso.test`,
    accountEnabled: true,
    createdAt: start,
  });

const group = (id: string, displayName: string): Change =>
  put('groups', id, { id, displayName, mailNickname: displayName, securityEnabled: true, createdAt: start });

const resourceGroup = (id: string): Change =>
  put('resourceGroups', id.toLowerCase(), {
    id,
    name: id.slice(id.lastIndexOf('/') + 1),
    location: 'westeurope',
    tags: {},
    createdAt: start,
  });

const rootGroup = `/providers/Microsoft.Management/managementGroups/${ids.tenant}`;

export const rows: Change[] = [
  put('tenants', ids.tenant, { tenantId: ids.tenant, displayName: 'Contoso', domain: 'contoso.test' }),
  put('managementGroups', rootGroup.toLowerCase(), {
    id: rootGroup,
    name: ids.tenant,
    displayName: 'Tenant Root Group',
  }),
  put('managementGroups', scopes.managementGroup.toLowerCase(), {
    id: scopes.managementGroup,
    name: 'platform',
    displayName: 'Platform',
    parent: rootGroup.toLowerCase(),
  }),
  put('subscriptions', ids.sub, {
    subscriptionId: ids.sub,
    displayName: 'Shop',
    tenantId: ids.tenant,
    state: 'Enabled',
    managementGroup: scopes.managementGroup.toLowerCase(),
  }),
  put('subscriptions', ids.otherSub, {
    subscriptionId: ids.otherSub,
    displayName: 'Other',
    tenantId: ids.tenant,
    state: 'Enabled',
  }),
  resourceGroup(scopes.rg),
  resourceGroup(scopes.otherRg),
  vault(scopes.vault),
  vault(scopes.otherVault),
  person(ids.ada, 'Ada'),
  person(ids.bob, 'Bob'),
  person(ids.eve, 'Eve'),
  group(ids.inner, 'inner'),
  group(ids.outer, 'outer'),
  put('groupMembers', `${ids.inner} ${ids.bob}`, { groupId: ids.inner, memberId: ids.bob }),
  put('groupMembers', `${ids.outer} ${ids.inner}`, { groupId: ids.outer, memberId: ids.inner }),
  put('servicePrincipals', ids.app, {
    id: ids.app,
    appId: ids.appClient,
    displayName: 'app-web',
    servicePrincipalType: 'ManagedIdentity',
  }),
];

/** Just enough of Graph: is there an object with this id, and of what kind? */
const graph: Service = {
  namespace: 'graph for tests',
  surfaces: [
    defineSurface({
      name: 'graph',
      title: 'Graph for tests',
      match: ({ host }) => (host === 'graph.microsoft.com' ? { params: {}, tenantId: ids.tenant } : undefined),
      badBody: (message) => ({ status: 400, code: 'BadRequest', message }),
      render: ({ status, code, message }) => ({
        status,
        headers: {},
        body: JSON.stringify({ error: { code, message } }),
      }),
    }),
  ],
  operations: [
    defineOperation({
      action: 'directoryObjects/read',
      title: 'Get directory object',
      surface: 'graph',
      plane: 'none',
      method: 'GET',
      path: '/v1.0/directoryObjects/{id}',
      handle({ view }, { params }) {
        const id = params.id ?? '';
        const kinds = {
          users: 'user',
          groups: 'group',
          servicePrincipals: 'servicePrincipal',
          applications: 'application',
        };
        const kind = Object.entries(kinds).find(([table]) => view.get(table, id))?.[1];
        if (!kind) return refuse({ status: 404, code: 'Request_ResourceNotFound', message: '' });
        return ok({ status: 200, body: { '@odata.type': `#microsoft.graph.${kind}`, id } });
      },
    }),
  ],
};

const inside: Service = { namespace: 'platform', surfaces: [platformSurface], operations: [] };

export interface Said {
  status: number;
  body: unknown;
  headers: Record<string, string>;
  sent: Sent;
}

/** A door over some services and the state behind it, as the fold will keep them. Time stands still unless moved. */
export class TestTenant {
  readonly tables: Tables;
  readonly door: Door;
  now = start;
  #seq = 0;

  constructor(services: readonly Service[], parts: Partial<Pick<DoorParts, 'observers' | 'decide'>> = {}) {
    const all = [inside, graph, ...services];
    const indexes = Object.assign({}, ...services.map((service) => service.indexes ?? {}), {
      groupMembers: { member: ({ memberId }: { memberId: string }) => [memberId] },
    }) as ConstructorParameters<typeof Tables>[0];
    this.tables = new Tables(indexes);
    this.tables.apply(rows);
    this.door = createDoor({
      surfaces: all.flatMap(({ surfaces }) => surfaces),
      operations: all.flatMap(({ operations }) => operations),
      findToken: (view, ref) => view.get<IssuedToken>('tokens', ref),
      decide,
      restrictions: services.flatMap(({ restrictions = [] }) => restrictions),
      observers: services.flatMap(({ observers = [] }) => observers),
      ...parts,
    });
  }

  /** A token for a principal: the reference that a request carries. Claims may be bent to be wrong. */
  token(principalId: string, claims: Partial<TokenClaims> = {}, groupIds: string[] = []): string {
    const ref = `tk.${(this.#seq += 1)}`;
    const user = this.tables.get<{ userPrincipalName: string }>('users', principalId);
    const issued: IssuedToken = {
      ref,
      principalType: user ? 'User' : 'ServicePrincipal',
      groupIds,
      claims: {
        aud: 'https://management.azure.com/',
        iss: `https://sts.windows.net/${ids.tenant}/`,
        oid: principalId,
        tid: ids.tenant,
        iat: this.now / 1000,
        nbf: this.now / 1000,
        exp: this.now / 1000 + 24 * 3600,
        ...(user && { upn: user.userPrincipalName }),
        ...claims,
      },
    };
    this.tables.apply([put('tokens', ref, issued)]);
    return ref;
  }

  /** Sends one request and commits what it changed. `who` is a token reference, or the lab's start. */
  send(who: string, method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Said {
    const address = url.startsWith('/')
      ? `https://management.azure.com${url}${url.includes('?') ? '&' : '?'}api-version=2022-04-01`
      : url;
    const sent = this.door.send(this.tables, {
      request: {
        method,
        url: address,
        headers: { ...(who.startsWith('tk.') && { authorization: `Bearer ${who}` }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      },
      origin: { type: 'internet' },
      now: this.now,
      seed: 'test',
      seq: (this.#seq += 1),
      ...(who === 'setup' && { as: 'setup' as const }),
    });
    this.tables.apply(sent.changes);
    const text = sent.response.body;
    return {
      status: sent.response.status,
      headers: sent.response.headers,
      body: text ? (JSON.parse(text) as unknown) : undefined,
      sent,
    };
  }

  /** Assigns a role as the lab's start does, and lets ten minutes pass so that it counts everywhere. */
  grant(principalId: string, roleId: string, scope: string, more: Record<string, unknown> = {}): string {
    const name = `dddddddd-0000-4000-8000-${String((this.#seq += 1)).padStart(12, '0')}`;
    const at = `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
    const roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${roleId}`;
    const said = this.send('setup', 'PUT', at, { properties: { roleDefinitionId, principalId, ...more } });
    if (said.status !== 201) throw new Error(sentence(said));
    this.now += 600_000;
    return at;
  }
}

/** `code: message` of a refusal. */
export function sentence({ status, body }: Pick<Said, 'status' | 'body'>): string {
  const { error } = (body ?? {}) as { error?: { code: string; message: string } };
  return error ? `${status} ${error.code}: ${error.message}` : String(status);
}
