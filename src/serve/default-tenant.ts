import type { HttpRequest } from '#kernel/http.ts';
import { guidFrom } from '#kernel/ids.ts';
import type { LabModule, StartStep } from '#lab/define.ts';
import { subscriptionIdFor, type TenantSeed } from '#tenant/seed.ts';
import { Tenant } from '#tenant/tenant.ts';

/** Under this name the log of a tenant that belongs to no lab is kept. */
export const ownTenant = 'tenant';

export interface AppCredential {
  appId: string;
  secret: string;
}

/** How a tenant of one's own began: when, and whether changes count at once. It is all that its log must remember. */
export interface Beginning {
  startsAt: string;
  propagation?: 'none';
}

/** The text that the head of the log keeps of it, where a lab has its hash. */
export const beginningText = ({ startsAt, propagation }: Beginning): string =>
  `${startsAt}${propagation ? ` propagation=${propagation}` : ''}`;

export function readBeginning(text: string): Beginning | undefined {
  const [, startsAt = '', none] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)( propagation=none)?$/.exec(text) ?? [];
  return startsAt ? { startsAt, ...(none && { propagation: 'none' }) } : undefined;
}

const roles = {
  Owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  Reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
};
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

/** Every grant of the start counts when serving begins. */
const settled = 15 * 60_000;

const seedOf = ({ startsAt, propagation }: Beginning): TenantSeed => ({
  seed: 'tenantlab-serve',
  startsAt: new Date(Date.parse(startsAt) - settled).toISOString(),
  tenant: { displayName: 'Contoso', domain: 'contoso.onmicrosoft.com' },
  subscription: { displayName: 'Contoso Development' },
  users: [
    {
      userPrincipalName: 'ada@contoso.onmicrosoft.com',
      displayName: 'Ada Administrator',
      directoryRole: 'Global Administrator',
      signIn: true,
    },
    { userPrincipalName: 'noor@contoso.onmicrosoft.com', displayName: 'Noor Newcomer', signIn: true },
  ],
  latency: 0,
  ...(propagation && { propagation }),
});

/**
 * A tenant of one's own, as a lab without checks: one subscription, a service principal that owns it (and administers the
 * directory) and one that may read it. Its ids and secrets are the same each time.
 */
export function defaultTenant(beginning: Beginning): {
  module: LabModule;
  owner: AppCredential;
  reader: AppCredential;
} {
  const seed = seedOf(beginning);
  const tenant = new Tenant(seed);
  const start: StartStep[] = [];
  const make = (method: string, url: string, body: object): Record<string, string> => {
    const request: HttpRequest = {
      method,
      url,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const answer = tenant.setup(request);
    if (answer.status >= 300 || answer.status === 0)
      throw new Error(`${method} ${url}: ${answer.status} ${answer.body}`);
    start.push({ request });
    return answer.body ? (JSON.parse(answer.body) as Record<string, string>) : {};
  };
  const graph = 'https://graph.microsoft.com/v1.0';
  const subscription = `/subscriptions/${subscriptionIdFor(seed)}`;
  const grant = (principalId: string, principalType: string, role: keyof typeof roles) => {
    const name = guidFrom(seed.seed, 'grant', `${principalId} ${role}`);
    const roleDefinitionId = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roles[role]}`;
    make(
      'PUT',
      `https://management.azure.com${subscription}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`,
      { properties: { roleDefinitionId, principalId, principalType } },
    );
  };
  const app = (displayName: string, role: keyof typeof roles): AppCredential & { principalId: string } => {
    const { id, appId = '' } = make('POST', `${graph}/applications`, { displayName });
    const { id: principalId = '' } = make('POST', `${graph}/servicePrincipals`, { appId });
    const { secretText = '' } = make('POST', `${graph}/applications/${id}/addPassword`, {
      passwordCredential: { displayName: 'simulated' },
    });
    grant(principalId, 'ServicePrincipal', role);
    return { appId, secret: secretText, principalId };
  };
  const { principalId, ...owner } = app('tenantlab-owner', 'Owner');
  const { principalId: _, ...reader } = app('tenantlab-reader', 'Reader');
  make('POST', `${graph}/roleManagement/directory/roleAssignments`, {
    roleDefinitionId: globalAdministrator,
    principalId,
    directoryScopeId: '/',
  });
  grant(guidFrom(seed.seed, 'user', 'ada@contoso.onmicrosoft.com'), 'User', 'Owner');
  start.push({ wait: settled });
  const lab = {
    id: ownTenant,
    title: 'A tenant of your own',
    account: 'ada@contoso.onmicrosoft.com',
    undo: 'allowed',
    seed,
  } as const;
  return { module: { lab, checks: [], start }, owner, reader };
}
