import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { HostEntrance, SignedIn, TenantClient } from './client.ts';
import { Edge } from './edge/edge.ts';
import { createSigningKey, TokenKeys } from './edge/token-keys.ts';
import { tenantIdFor, userIdFor, type TenantSeed } from './seed.ts';
import { Tenant, type TenantOptions } from './tenant.ts';

/** A tenant client over an edge in the same process. */
export function clientOf(edge: Edge): TenantClient & HostEntrance {
  const { tenant } = edge;
  return {
    send: (request) => edge.send(request),
    enter: (request, from) => edge.enter(request, from),
    lookAs: (who, request) => edge.lookAs(who, request),
    peek: (request) => edge.peek(request),
    now: () => Promise.resolve(tenant.now),
    async wait(ms) {
      if (ms > 0) await edge.append({ kind: 'clock', by: Math.ceil(ms) });
      return tenant.now;
    },
    async signIn(user): Promise<SignedIn | { refused: string }> {
      const { refreshToken, refused } = await edge.append({ kind: 'sign-in', user });
      const found = tenant.seed.users.find((one) => one.userPrincipalName.toLowerCase() === user.toLowerCase());
      if (!refreshToken || !found) return { refused: refused ?? 'refused' };
      const { userPrincipalName, displayName } = found;
      return {
        tenantId: tenantIdFor(tenant.seed),
        userPrincipalName,
        displayName,
        objectId: userIdFor(tenant.seed, userPrincipalName),
        refreshToken,
      };
    },
  };
}

/** The start's hand: requests as `setup`, while the log has not begun. */
export function setupClient(tenant: Tenant): TenantClient {
  const send = (request: HttpRequest): Promise<HttpResponse> => Promise.resolve(tenant.setup(request));
  return {
    send,
    peek: send,
    now: () => Promise.resolve(tenant.now),
    wait(ms) {
      tenant.setupWait(Math.ceil(ms));
      return Promise.resolve(tenant.now);
    },
    signIn: () => Promise.resolve({ refused: 'nobody signs in before the lab has begun' }),
  };
}

/** A fresh tenant with its edge, for Node: tests, graders, servers. Its key is made on the spot. */
export async function createEdge(seed: TenantSeed, options: TenantOptions = {}, wall = () => ''): Promise<Edge> {
  return new Edge(new Tenant(seed, options), await TokenKeys.from(await createSigningKey()), wall);
}
