import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { Edge } from '#tenant/edge/edge.ts';

/** Who opens sessions on hosts: an application with its secret, or a person who has signed in. */
export type Credential = { appId: string; secret: string } | { refreshToken: string };

const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

const formOf = (credential: Credential): Record<string, string> =>
  'appId' in credential
    ? { grant_type: 'client_credentials', client_id: credential.appId, client_secret: credential.secret }
    : { grant_type: 'refresh_token', client_id: azureCli, refresh_token: credential.refreshToken };

/** Asks Resource Manager as that principal; its token is fetched as any client does, and again when it nears its end. */
export function operator(edge: Edge, tenantId: string, credential: Credential) {
  let held: { token: string; until: number } | undefined;
  const renew = async (): Promise<HttpResponse | undefined> => {
    const answer = await edge.send({
      method: 'POST',
      url: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...formOf(credential), scope: 'https://management.azure.com/.default' }).toString(),
    });
    if (answer.status !== 200) return answer;
    const { access_token, expires_in } = JSON.parse(answer.body) as { access_token: string; expires_in: number };
    held = { token: access_token, until: edge.tenant.now + (expires_in - 300) * 1000 };
    return undefined;
  };
  return async (request: HttpRequest): Promise<HttpResponse> => {
    const refused = !held || edge.tenant.now >= held.until ? await renew() : undefined;
    if (refused) return refused;
    return edge.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${held?.token ?? ''}` } });
  };
}
