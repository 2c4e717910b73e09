import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { Onlooker } from '../client.ts';
import type { Tenant } from '../tenant.ts';

/** The Azure CLI, as whom the shell asks. */
const client = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/**
 * What somebody who is signed in would be answered: in a fork of the tenant, with a token that is issued there and gone
 * with it. A session that does not hold is answered as the token endpoint answers it.
 */
export function lookAs(
  tenant: Tenant,
  { tenantId, refreshToken, scope }: Onlooker,
  request: HttpRequest,
): HttpResponse {
  const probe = tenant.probe();
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: client, scope };
  const { response } = probe.send({
    method: 'POST',
    url: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  if (response.status !== 200) return response;
  const { access_token: token } = JSON.parse(response.body) as { access_token: string };
  return probe.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }).response;
}
