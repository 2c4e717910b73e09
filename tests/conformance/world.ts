import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { environmentOf } from '#tenant/world.ts';
import { schemaVersion } from '#tenant/action-log/entry.ts';
import type { Edge } from '#tenant/edge/edge.ts';
import { clientOf, createEdge, setupClient } from '#tenant/headless.ts';
import { subscriptionIdFor, tenantIdFor, userIdFor, type TenantSeed } from '#tenant/seed.ts';
import type { TenantClient } from '#tenant/client.ts';

/** The tenant against which the official clients are tried: two people, a web app with identities, vaults. */
export const seed: TenantSeed = {
  seed: 'conformance',
  startsAt: '2026-11-23T09:00:00Z',
  tenant: { displayName: 'Contoso', domain: 'contoso.onmicrosoft.com' },
  subscription: { displayName: 'Conformance' },
  users: ['owner', 'nobody', 'reader'].map((name) => ({
    userPrincipalName: `${name}@contoso.onmicrosoft.com`,
    displayName: name,
    signIn: true,
    ...(name === 'owner' && { directoryRole: 'Global Administrator' }),
  })),
  programs: {
    idle: {
      name: 'idle',
      title: 'Idle',
      steps: [],
      answer: { ok: { status: 200, body: 'idle' }, refused: { status: 500, body: 'refused' } },
    },
  },
  groups: [{ displayName: 'staff', members: ['reader@contoso.onmicrosoft.com'] }],
};

export type Person = 'owner' | 'nobody' | 'reader';
const upn = (person: Person): string => `${person}@contoso.onmicrosoft.com`;

export const subscriptionId = subscriptionIdFor(seed);
export const tenantId = tenantIdFor(seed);
export const idOf = (person: Person): string => userIdFor(seed, upn(person));

const subscription = `/subscriptions/${subscriptionId}`;
export const group = `${subscription}/resourceGroups/rg1`;
export const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/kv1`;
export const siteId = (name: string): string => `${group}/providers/Microsoft.Web/sites/${name}`;
export const identityId = (name: string): string =>
  `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

export const roles = {
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  secretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6',
  cryptoOfficer: '14b46e9e-c2b7-41b4-b07b-48a6ebf60603',
  certificatesOfficer: 'a4417e6f-fecd-4de8-b567-7b0420556985',
} as const;
export const roleId = (role: keyof typeof roles): string =>
  `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roles[role]}`;

/** Long enough for every grant to count. */
const propagation = 15 * 60_000;

export class World {
  readonly edge: Edge;
  readonly client: TenantClient;
  /** The answers of the start, by the name of the thing that was made. */
  readonly made: Record<string, Made>;

  constructor(edge: Edge, made: Record<string, Made>) {
    this.edge = edge;
    this.client = clientOf(edge);
    this.made = made;
  }

  /** A request as a person, with a token for the resource. */
  async as(person: Person, request: HttpRequest, resource = 'https://management.azure.com/'): Promise<HttpResponse> {
    const token = await this.tokenOf(person, `${resource}/.default`);
    return this.client.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
  }

  /** A token as the Azure CLI gets it: the refresh token redeemed for a scope. */
  async tokenOf(person: Person, scope: string): Promise<string> {
    const signedIn = await this.client.signIn(upn(person));
    if ('refused' in signedIn) throw new Error(signedIn.refused);
    const form = {
      grant_type: 'refresh_token',
      refresh_token: signedIn.refreshToken,
      client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
      scope,
    };
    const answer = await this.client.send({
      method: 'POST',
      url: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
    if (answer.status !== 200) throw new Error(`no token: ${answer.body}`);
    return (JSON.parse(answer.body) as { access_token: string }).access_token;
  }

  /** Visits a web app, which opens a session on its host, and gives what a program finds there. */
  async enter(site: string): Promise<{ run: number; env: Record<string, string> }> {
    await this.client.send({ method: 'GET', url: `https://${site}.azurewebsites.net/` });
    const run = this.edge.tenant.entries.length - 1;
    return { run, env: environmentOf(this.edge.tenant.tables, siteId(site)) };
  }
}

export interface Made {
  identity?: {
    principalId?: string;
    userAssignedIdentities?: Record<string, { clientId: string; principalId: string }>;
  };
  properties: { principalId?: string; clientId?: string };
}

/** Opens the log of a furnished tenant: from here on everything is an entry. */
export async function openWorld(): Promise<World> {
  const { edge, made } = await furnished();
  await edge.append({
    kind: 'start',
    schema: schemaVersion,
    engine: 'test',
    lab: { id: 'conformance', hash: '' },
    state: edge.tenant.hash,
  });
  return new World(edge, made);
}

/** A tenant as described above, every grant in effect, its log not begun. */
export async function furnished(): Promise<{ edge: Edge; made: Record<string, Made> }> {
  const edge = await createEdge(seed, { freeRuns: true });
  const setup = setupClient(edge.tenant);
  const made: Record<string, Made> = {};
  const create = async (name: string, path: string, version: string, body: unknown): Promise<void> => {
    const answer = await setup.send({
      method: 'PUT',
      url: `https://management.azure.com${path}?api-version=${version}`,
      body: JSON.stringify(body),
    });
    if (answer.status >= 300 || answer.status === 0) throw new Error(`${name}: ${answer.status} ${answer.body}`);
    made[name] = JSON.parse(answer.body) as Made;
  };
  let grants = 0;
  const grant = (principalId: string, principalType: string, role: keyof typeof roles, scope: string) =>
    create(
      `grant${(grants += 1)}`,
      `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-${String(grants).padStart(12, '0')}`,
      '2022-04-01',
      {
        properties: { roleDefinitionId: roleId(role), principalId, principalType },
      },
    );
  const plan = `${group}/providers/Microsoft.Web/serverfarms/plan1`;
  const site = (name: string, identity?: unknown) =>
    create(name, siteId(name), '2023-12-01', { location: 'westeurope', identity, properties: { serverFarmId: plan } });

  await create('rg1', group, '2024-11-01', { location: 'westeurope' });
  await create('plan1', plan, '2023-12-01', { location: 'westeurope', sku: { name: 'B1' } });
  for (const name of ['id1', 'id2']) await create(name, identityId(name), '2023-01-31', { location: 'westeurope' });
  await create('kv1', vaultId, '2023-07-01', {
    location: 'westeurope',
    properties: { tenantId, sku: { family: 'A', name: 'standard' }, accessPolicies: [], enableRbacAuthorization: true },
  });
  await site('app-system', { type: 'SystemAssigned' });
  await site('app-user', { type: 'UserAssigned', userAssignedIdentities: { [identityId('id1')]: {} } });
  await site('app-none');
  // A program that does nothing opens a session on its host; the code under test then speaks from there.
  edge.tenant.tables.apply(
    ['app-system', 'app-user', 'app-none'].map((name) => put('deployments', idKey(siteId(name)), { program: 'idle' })),
  );
  await grant(idOf('owner'), 'User', 'owner', subscription);
  await grant(idOf('owner'), 'User', 'secretsOfficer', vaultId);
  await grant(idOf('reader'), 'User', 'reader', group);
  await grant(made['app-system']?.identity?.principalId ?? '', 'ServicePrincipal', 'secretsUser', vaultId);
  await grant(made['id1']?.properties.principalId ?? '', 'ServicePrincipal', 'secretsUser', `${vaultId}/secrets/db`);
  await grant(idOf('owner'), 'User', 'cryptoOfficer', vaultId);
  await grant(idOf('owner'), 'User', 'certificatesOfficer', vaultId);
  await setup.wait(propagation);
  await setup.send({
    method: 'PUT',
    url: 'https://kv1.vault.azure.net/secrets/db?api-version=7.4',
    body: '{"value":"hunter2"}',
  });
  return { edge, made };
}
