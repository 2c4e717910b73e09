import type { ShellHost } from '#cli/host.ts';
import type { HttpRequest } from '#kernel/http.ts';
import { clientOf, createEdge, setupClient } from '#tenant/headless.ts';
import { subscriptionIdFor, tenantIdFor, type TenantSeed } from '#tenant/seed.ts';

const SEED: TenantSeed = {
  seed: 'az-on-the-tenant',
  startsAt: '2026-11-23T08:00:00Z',
  tenant: { displayName: 'Contoso', domain: 'contoso.com' },
  subscription: { displayName: 'Contoso Production' },
  users: [
    { userPrincipalName: 'ada@contoso.com', displayName: 'Ada', signIn: true },
    { userPrincipalName: 'noor@contoso.com', displayName: 'Noor', signIn: true },
  ],
};

const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

/** A request that a command sent, with the status that it got. */
export interface SentRequest {
  method: string;
  url: string;
  body?: string;
  status: number;
}

/**
 * The tenant that every recording begins on: ada@contoso.com is signed in and Owner of the one subscription, a quarter
 * of an hour after it was granted; noor@contoso.com may do nothing.
 */
export async function freshScene() {
  const edge = await createEdge(SEED);
  const setup = setupClient(edge.tenant);
  const root = `/subscriptions/${subscriptionIdFor(SEED)}`;
  const ada = await setup.send({ method: 'GET', url: 'https://graph.microsoft.com/v1.0/users/ada@contoso.com' });
  const properties = {
    principalType: 'User',
    principalId: (JSON.parse(ada.body) as { id: string }).id,
    roleDefinitionId: `${root}/providers/Microsoft.Authorization/roleDefinitions/${OWNER}`,
  };
  const assignment = `${root}/providers/Microsoft.Authorization/roleAssignments/0b5d6c3e-0000-4000-8000-000000000001`;
  const granted = await setup.send({
    method: 'PUT',
    url: `https://management.azure.com${assignment}?api-version=2022-04-01`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ properties }),
  });
  if (granted.status !== 201) throw new Error(`the scene could not be set: ${granted.body}`);
  await setup.wait(900_000);
  const client = clientOf(edge);
  const account = await client.signIn('ada@contoso.com');
  if ('refused' in account) throw new Error(account.refused);
  return { edge, client, account, subscriptionId: subscriptionIdFor(SEED), tenantId: tenantIdFor(SEED) };
}

export type Scene = Awaited<ReturnType<typeof freshScene>>;

/** Whether a request is about signing in: az and ours keep their tokens in different ways. */
export const isSignIn = (url: string): boolean => /\/oauth2\/|\/\.well-known\//.test(url);

/** The scene as the host of a shell; what is sent, other than for tokens, is told to `heard`. */
export function hostOf({ client, account }: Scene, heard: (sent: SentRequest) => void): ShellHost {
  return {
    ...client,
    async send(request: HttpRequest) {
      const answer = await client.send(request);
      const { method, url, body } = request;
      if (!isSignIn(url)) heard({ method, url, ...(body ? { body } : {}), status: answer.status });
      return answer;
    },
    account: () => Promise.resolve(account),
    signIn: (user) => client.signIn(user),
  };
}
