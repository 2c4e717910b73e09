// Whole flows through the front door, in one process and with real RS256 tokens at the edge: a token is issued and signed, a
// vault verifies it, decides, and gives a secret; every request becomes an entry of the log. The figures in brackets are
// other people's, taken on a machine like the author's: context, no race.
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import { openWorld, tenantId } from '../conformance/world.ts';
import type { Bench } from './run.ts';

const flows = 400;

export const rows: Bench = async () => {
  const { client } = await openWorld();
  const signedIn = await client.signIn('owner@contoso.onmicrosoft.com');
  if ('refused' in signedIn) throw new Error(signedIn.refused);
  const good = async (request: HttpRequest): Promise<HttpResponse> => {
    const answer = await client.send(request);
    if (answer.status !== 200) throw new Error(`${request.url}: ${answer.status} ${answer.body}`);
    return answer;
  };
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: signedIn.refreshToken,
    client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
    scope: 'https://vault.azure.net/.default',
  }).toString();
  const token = async (): Promise<string> => {
    const answer = await good({
      method: 'POST',
      url: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
    });
    return (JSON.parse(answer.body) as { access_token: string }).access_token;
  };
  const read = (bearer: string): Promise<HttpResponse> =>
    good({
      method: 'GET',
      url: 'https://kv1.vault.azure.net/secrets/db?api-version=7.4',
      headers: { authorization: `Bearer ${bearer}` },
    });
  const perSecond = async (flow: () => Promise<unknown>): Promise<string> => {
    let best = 0;
    for (let round = 0; round < 4; round += 1) {
      const began = performance.now();
      for (let n = 0; n < flows; n += 1) await flow();
      best = Math.max(best, (flows / (performance.now() - began)) * 1000);
    }
    return best.toFixed(0);
  };
  const bearer = await token();
  return [
    {
      what: 'flows/s: a new token, verified, decided, a secret read',
      value: `${await perSecond(async () => read(await token()))} (a token server and Azurite, over HTTP: 665)`,
    },
    {
      what: 'requests/s: the same token, decided, a secret read',
      value: `${await perSecond(() => read(bearer))} (Azurite, over HTTPS: 3,700)`,
    },
  ];
};
