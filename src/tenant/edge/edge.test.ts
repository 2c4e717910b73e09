import { expect, it } from 'vitest';
import { createEdge } from '../headless.ts';
import { tenantIdFor, type TenantSeed } from '../seed.ts';
import type { HttpRequest } from '#kernel/http.ts';

const seed: TenantSeed = {
  seed: 'edge',
  startsAt: '2026-11-23T09:00:00Z',
  tenant: { displayName: 'Contoso', domain: 'contoso.onmicrosoft.com' },
  subscription: { displayName: 'Edge' },
  users: [{ userPrincipalName: 'ada@contoso.onmicrosoft.com', displayName: 'Ada', signIn: true }],
};

it('who listens hears of entries in their order, however long the signing of each takes, and before it is answered', async () => {
  const edge = await createEdge(seed);
  edge.tenant.append({
    ...{ kind: 'start', schema: 1, engine: 'test', lab: { id: 'edge', hash: '' } },
    state: edge.tenant.hash,
  });
  const { refreshToken = '' } = await edge.append({ kind: 'sign-in', user: 'ada@contoso.onmicrosoft.com' });
  const heard: number[] = [];
  edge.onEntry(({ entry }) => heard.push(entry.seq));
  const form = { grant_type: 'refresh_token', client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46' };
  const scope = 'https://management.azure.com/.default';
  const token: HttpRequest = {
    method: 'POST',
    url: `https://login.microsoftonline.com/${tenantIdFor(seed)}/oauth2/v2.0/token`,
    body: new URLSearchParams({ ...form, refresh_token: refreshToken, scope }).toString(),
  };
  // Nothing is signed for the others: they are ready at once.
  const plain: HttpRequest = {
    method: 'GET',
    url: 'https://management.azure.com/subscriptions?api-version=2022-12-01',
  };
  const answered = Array.from({ length: 12 }, async (_, at) => {
    if (at === 7) await edge.append({ kind: 'clock', by: 1_000 });
    else expect((await edge.send(at % 3 ? plain : token)).status).toBe(at % 3 ? 401 : 200);
    expect(heard).toContain(2 + at);
  });
  await Promise.all(answered);
  expect(heard).toEqual(Array.from({ length: 12 }, (_, at) => 2 + at));
});
