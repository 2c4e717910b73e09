import { defineSurface, type FaultFacts, type Place, type TokenFault } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import { loginFailed, refusalOf } from './errors.ts';
import { serverAt, serverByName } from './models.ts';
import { networkRefusal } from './network.ts';
import { passwordCaller } from './proof.ts';

/** SQL says "login failed" to every token that it does not take, and seldom why. */
function refused(fault: TokenFault, { place, view }: FaultFacts): Refusal {
  const said: Record<TokenFault, keyof Omit<typeof loginFailed, 'user' | 'entraOnly'>> = {
    missing: 'nobody',
    malformed: 'nobody',
    signature: 'token',
    audience: 'token',
    issuer: 'tenant',
    expired: 'expired',
  };
  return refusalOf(loginFailed[said[fault]], serverAt(view, place.params).name);
}

/**
 * The address of a logical server. Azure's speaks TDS there; here it takes a batch as a request of HTTP and answers JSON.
 * It trusts the tenant of the server's subscription, and nothing answers for a name without a server.
 */
export const sqlSurface = defineSurface({
  name: 'sql',
  title: 'Azure SQL Database',
  match(url, view): Place | undefined {
    const name = /^([^.]+)\.database\.windows\.net$/.exec(url.host)?.[1];
    if (!name) return undefined;
    const unreachable = (why: string): Place => ({ params: {}, tenantId: '', unreachable: why });
    const server = serverByName(view, name);
    if (!server) return unreachable(`Could not resolve host: ${url.host}`);
    if (url.protocol !== 'https') return unreachable(`Failed to connect to ${url.host} port 80`);
    return { params: { serverId: server.id }, tenantId: tenantIdOf(view) };
  },
  bearer: {
    audiences: () => [
      'https://database.windows.net/',
      'https://database.windows.net',
      '022907d3-0f1b-48f7-badc-1ba6abab6d66',
    ],
    refuse: refused,
    network: networkRefusal,
    // No Azure role is asked for here, so that none can lack.
    forbid: (_lacking, { place, view }) => refusalOf(loginFailed.token, serverAt(view, place.params).name),
  },
  otherProof: { caller: passwordCaller },
  badBody: (detail) => ({ status: 400, code: 'InvalidRequestContent', message: detail }),
  render: ({ status, code, message, extra }) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ error: { code, message, ...extra } }),
  }),
  headers: ({ requestId }) => ({ 'x-ms-request-id': requestId }),
});
