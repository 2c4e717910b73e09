import { createDoor, type Door, type Sent } from '#kernel/door.ts';
import type { Origin } from '#kernel/define.ts';
import type { HttpRequest } from '#kernel/http.ts';
import { guidFrom } from '#kernel/ids.ts';
import type { Tables } from '#kernel/tables.ts';
import { environmentOf } from '#tenant/world.ts';
import { schemaVersion } from '#tenant/action-log/entry.ts';
import { setupClient } from '#tenant/headless.ts';
import type { Tenant } from '#tenant/tenant.ts';
import { door as theDoor } from '#tenant/world.ts';
import { furnishGovernance } from './samples-governance.ts';
import { furnishAutomation } from './samples-automation.ts';
import { furnishContainerApps, type ContainerAppsMade } from './samples-container-apps.ts';
import { furnishLogicApp, type LogicAppMade } from './samples-logic-app.ts';
import { furnishMonitor } from './samples-monitor.ts';
import { furnishOutside, type OutsideMade } from './samples-outside.ts';
import { furnishServiceBus, lockMessage } from './samples-service-bus.ts';
import { furnishSql } from './samples-sql.ts';
import { furnishStorage, type TakenMessage } from './samples-storage.ts';
import { furnishTargets, type Targets } from './samples-targets.ts';
import { furnishVault, type VaultObjects } from './samples-vault.ts';
import { furnishWeb } from './samples-web.ts';
import {
  furnished,
  group,
  identityId,
  idOf,
  roleId,
  roles,
  seed,
  siteId,
  subscriptionId,
  tenantId,
  vaultId,
  type Made,
} from '../conformance/world.ts';
import { furnishDirectory, type Directory, type Setup } from './base-directory.ts';
import { containerGroupId, machineId, machines, scaleSetId } from './machines.ts';

export const armHost = 'https://management.azure.com';
export const managementGroups = '/providers/Microsoft.Management/managementGroups';
export const subscription = `/subscriptions/${subscriptionId}`;
export {
  containerGroupId,
  group,
  identityId,
  machineId,
  roleId,
  scaleSetId,
  siteId,
  subscriptionId,
  tenantId,
  vaultId,
};

/** Names that are free for what a sample makes, and of what is there to be read, changed and deleted. */
export const known = {
  assignment: '00000000-0000-4000-8000-000000000003',
  deny: '33333333-0000-4000-8000-000000000001',
  role: '33333333-0000-4000-8000-000000000002',
  rootAssignment: '33333333-0000-4000-8000-000000000003',
  free: '33333333-0000-4000-8000-00000000ffff',
  deletedVault: 'kv-deleted',
  policyVault: 'kv-policy',
};

export interface Base {
  tenant: Tenant;
  /** The front door with a bell on every handler. */
  door: Door;
  /** Which operation's handler was reached since the last `begin`. */
  reached: () => string | undefined;
  /** Sends without committing, at the state of the base or at another. */
  send(request: HttpRequest, origin: Origin, seq: number, tables?: Tables): Sent;
  /** References of tokens by who and for what: `owner arm`, `nobody arm`, `owner vault`, `owner graph`, … */
  tokens: Record<string, string>;
  refreshToken: string;
  run: Origin;
  environment: Record<string, string>;
  made: Record<string, Made>;
  /** Applications: one with a service principal, a secret and a federated credential, one without, one deleted. */
  directory: Directory;
  version: string;
  objects: VaultObjects;
  operationResult: string;
  /** A message of a queue that somebody has taken. */
  message: TakenMessage;
  targets: Targets;
  /** Of App Service: the operations behind two swaps, and the keys of a function host. */
  web: { operation: string; keys: Record<string, string> };
  containerApps: ContainerAppsMade;
  logicApp: LogicAppMade;
  outside: OutsideMade;
  /** Address of a message of Service Bus that somebody has locked. */
  lockedMessage: string;
  /** Of Compute: the operation behind a restart. */
  computeOperation: string;
  /** Of SQL: the address of the state of the operation behind a new database. */
  sqlOperation: string;
  /** A session on a virtual machine. */
  machine: Origin;
}

export const operationKey = ({ surface, method, path }: { surface: string; method: string; path: string }): string =>
  `${surface} ${method} ${path}`;

/** Everything that an operation could be about, in one state that no run of the test changes. */
export async function openBase(): Promise<Base> {
  const { edge, made } = await furnished();
  const { tenant } = edge;
  const client = setupClient(tenant);
  const setup: Setup = async (method, url, body) => {
    const answer = await client.send({ method, url, ...(body !== undefined && { body: JSON.stringify(body) }) });
    if (answer.status === 0 || answer.status >= 300)
      throw new Error(`${method} ${url}: ${answer.status} ${answer.body}`);
    return { headers: answer.headers, body: answer.body ? (JSON.parse(answer.body) as Record<string, unknown>) : {} };
  };
  const vault = (name: string) => `${group}/providers/Microsoft.KeyVault/vaults/${name}`;
  const properties = {
    tenantId,
    sku: { family: 'A', name: 'standard' },
    accessPolicies: [],
    enableRbacAuthorization: true,
  };
  for (const name of [known.deletedVault, known.policyVault])
    await setup('PUT', `${armHost}${vault(name)}?api-version=2023-07-01`, { location: 'westeurope', properties });
  await setup('DELETE', `${armHost}${vault(known.deletedVault)}?api-version=2023-07-01`);
  for (const name of ['s1', 'gone'])
    await setup('PUT', `https://kv1.vault.azure.net/secrets/${name}?api-version=7.4`, { value: 'v' });
  await setup('DELETE', 'https://kv1.vault.azure.net/secrets/gone?api-version=7.4');
  const secret = await setup('GET', 'https://kv1.vault.azure.net/secrets/s1?api-version=7.4');
  await setup(
    'PUT',
    `${armHost}${group}/providers/Microsoft.Authorization/roleDefinitions/${known.role}?api-version=2022-04-01`,
    customRole('Fuzzed role'),
  );
  await setup(
    'PUT',
    `${armHost}${group}/providers/Microsoft.Authorization/denyAssignments/${known.deny}?api-version=2022-04-01`,
    denyOf('fuzzed'),
  );
  const root = `${managementGroups}/${tenantId}`;
  await setup(
    'PUT',
    `${armHost}${root}/providers/Microsoft.Authorization/roleAssignments/${known.rootAssignment}?api-version=2022-04-01`,
    {
      properties: {
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${roles.owner}`,
        principalId: idOf('owner'),
        principalType: 'User',
      },
    },
  );
  const staff = guidFrom(seed.seed, 'group', 'staff');
  await setup('POST', `https://graph.microsoft.com/v1.0/groups/${staff}/owners/$ref`, {
    '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${idOf('owner')}`,
  });
  await setup('PUT', `${armHost}${managementGroups}/mg-empty?api-version=2020-05-01`, {
    properties: { displayName: 'Empty' },
  });
  await setup('PUT', `${armHost}${group}/providers/Microsoft.Web/serverfarms/plan-empty?api-version=2023-12-01`, {
    location: 'westeurope',
    sku: { name: 'B1' },
  });
  for (const [path, body] of Object.entries(machines))
    await setup('PUT', `${armHost}${path}?api-version=2024-11-01`, body);
  const restarted = await setup('POST', `${armHost}${machineId}/restart?api-version=2024-11-01`);
  const directory = await furnishDirectory(tenant, setup);
  const message = await furnishStorage(client);
  const web = await furnishWeb(tenant, setup);
  await furnishGovernance(setup);
  const containerApps = await furnishContainerApps(setup);
  await furnishAutomation(setup);
  const logicApp = await furnishLogicApp(setup);
  const outside = await furnishOutside(setup);
  const objects = await furnishVault(setup);
  await furnishMonitor(setup);
  await furnishServiceBus(client);
  const targets = await furnishTargets(client);
  const sqlOperation = await furnishSql(client);
  await client.wait(15 * 60_000);
  const lockedMessage = await lockMessage(client);
  await setup('PUT', `${armHost}${subscription}/resourceGroups/rg-old?api-version=2024-11-01`, {
    location: 'westeurope',
  });
  const gone = await setup('DELETE', `${armHost}${subscription}/resourceGroups/rg-old?api-version=2024-11-01`);

  tenant.append({
    kind: 'start',
    schema: schemaVersion,
    engine: 'test',
    lab: { id: 'fuzz', hash: '' },
    state: tenant.hash,
  });
  const tokens: Record<string, string> = {};
  let refreshToken = '';
  for (const person of ['owner', 'nobody']) {
    const signedIn = tenant.append({ kind: 'sign-in', user: `${person}@contoso.onmicrosoft.com` });
    refreshToken = signedIn.refreshToken ?? '';
    for (const [name, resource] of Object.entries(audiences))
      tokens[`${person} ${name}`] = redeem(tenant, refreshToken, resource);
  }
  const visit = tenant.append({
    kind: 'request',
    request: { method: 'GET', url: 'https://app-user.azurewebsites.net/' },
  });

  let reached: string | undefined;
  const door = createDoor({
    ...theDoor.parts,
    operations: theDoor.parts.operations.map((operation) => ({
      ...operation,
      handle(ctx, input) {
        // Sub-requests ring, too; the first bell is the request's own.
        reached ??= operationKey(operation);
        return operation.handle(ctx, input);
      },
    })),
  });
  return {
    tenant,
    door,
    reached: () => reached,
    send(request, origin, seq, tables = tenant.tables) {
      reached = undefined;
      return door.send(tables, { request, origin, now: tenant.now, seed: seed.seed, seq });
    },
    tokens,
    refreshToken,
    run: { type: 'run', entry: visit.entry.seq, host: siteId('app-user') },
    environment: environmentOf(tenant.tables, siteId('app-user')),
    made,
    directory,
    message,
    targets,
    web,
    containerApps,
    logicApp,
    outside,
    lockedMessage,
    sqlOperation,
    objects,
    version: String(secret.body['id']).split('/').at(-1) ?? '',
    computeOperation: /operations\/([^?]+)/i.exec(restarted.headers['location'] ?? '')?.[1] ?? '',
    machine: { type: 'run', entry: visit.entry.seq, host: machineId },
    operationResult: /operationresults\/([^?]+)/i.exec(gone.headers['location'] ?? '')?.[1] ?? '',
  };
}

const audiences = {
  arm: 'https://management.azure.com/',
  vault: 'https://vault.azure.net',
  graph: 'https://graph.microsoft.com',
  storage: 'https://storage.azure.com',
  sql: 'https://database.windows.net/',
  bus: 'https://servicebus.azure.net',
  config: 'https://appconfig.azure.com',
};

function redeem(tenant: Tenant, refreshToken: string, resource: string): string {
  const form = {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
    scope: `${resource}/.default`,
  };
  const request = {
    method: 'POST',
    url: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
    body: new URLSearchParams(form).toString(),
  };
  const { response } = tenant.append({ kind: 'request', request });
  return (JSON.parse(response?.body ?? '{}') as { access_token: string }).access_token;
}

export const customRole = (roleName: string) => ({
  properties: {
    roleName,
    description: 'd',
    type: 'CustomRole',
    assignableScopes: [group],
    permissions: [{ actions: ['Microsoft.Web/sites/read'], notActions: [], dataActions: [], notDataActions: [] }],
  },
});

export const denyOf = (denyAssignmentName: string) => ({
  properties: {
    denyAssignmentName,
    permissions: [{ actions: ['Microsoft.Web/sites/delete'], notActions: [], dataActions: [], notDataActions: [] }],
    principals: [{ id: '44444444-0000-4000-8000-000000000000', type: 'ServicePrincipal' }],
    excludePrincipals: [],
  },
});
