import { parseForm, type HttpRequest, type HttpResponse } from '#kernel/http.ts';
import type { Edge } from '#tenant/edge/edge.ts';
import { tenantIdFor } from '#tenant/seed.ts';

/** What a person of the tenant types as password. It proves nothing: who may sign in is what the tenant's seed says. */
export const simulatedPassword = 'simulated-password';

const token = /^https:\/\/login\.microsoftonline\.com\/[^/]+\/oauth2\/v2\.0\/token(?:\?|$)/i;
const realm = /^https:\/\/login\.microsoftonline\.com\/[^/]+\/userrealm\/([^/?]+)/i;

const json = (status: number, body: object): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

const wrong = json(400, {
  error: 'invalid_grant',
  error_description: 'AADSTS50126: Error validating credentials due to invalid username or password.',
  error_codes: [50126],
});

/**
 * People who sign in by name and password (`az login -u … -p …`): the sign-in becomes an entry, as it does in a browser,
 * and the request goes on as the redemption of what it gave. No password gets into the log. Undefined: it is no such
 * request.
 */
export function peopleAt(edge: Edge): (request: HttpRequest) => Promise<HttpResponse> | undefined {
  const { seed } = edge.tenant;
  const redeem = async (request: HttpRequest, form: Record<string, string>): Promise<HttpResponse> => {
    const { username = '', password, grant_type: _, ...rest } = form;
    if (password !== simulatedPassword) return wrong;
    const { refreshToken } = await edge.append({ kind: 'sign-in', user: username.slice(0, 200) });
    if (refreshToken === undefined) return wrong;
    const redeemed = { ...rest, grant_type: 'refresh_token', refresh_token: refreshToken };
    return edge.send({ ...request, body: new URLSearchParams(redeemed).toString() });
  };
  return (request) => {
    if (request.method === 'POST' && request.body?.includes('grant_type=password') && token.test(request.url))
      return redeem(request, parseForm(request.body));
    const [, user] = request.method === 'GET' ? (realm.exec(request.url) ?? []) : [];
    if (user === undefined) return undefined;
    const domain = decodeURIComponent(user).split('@')[1] ?? '';
    return Promise.resolve(
      json(200, {
        ver: '1.0',
        account_type: 'Managed',
        domain_name: domain,
        cloud_instance_name: 'microsoftonline.com',
        cloud_audience_urn: `urn:federation:MicrosoftOnline:${tenantIdFor(seed)}`,
      }),
    );
  };
}
