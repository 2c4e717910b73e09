import { clientAddress, inRange } from '#kernel/addresses.ts';
import { epochSeconds } from '#kernel/clock.ts';
import type { Caller, Ctx, FaultFacts, IssuedToken, Origin, ProofFacts } from '#kernel/define.ts';
import { parseForm } from '#kernel/http.ts';
import { put, type Refusal } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change, View } from '#kernel/tables.ts';
import { notByNetwork, unauthorized, type Asked } from './errors.ts';
import { loginServerOf, registryAt, table, type PasswordsRow, type RegistryRow } from './models.ts';

/** How long the registry's own tokens hold. Source: "Azure Container Registry authentication with service principals" (3 hours). */
const lifetimes = { refresh_token: 3 * 3600, access_token: 75 * 60 } as const;
export type Grant = keyof typeof lifetimes;

const armAudiences = ['https://management.azure.com', 'https://management.core.windows.net'];

/**
 * A token of the registry's own: it stands for who brought the token that it was given for, and an access token says what
 * may be done with it. Claims: "AAD Integration" in Azure/acr, with `oid` and `tid` beside them.
 */
export function issue(
  ctx: Ctx,
  registry: RegistryRow,
  grant: Grant,
  access?: Asked[],
): { ref: string; change: Change } {
  const { token, principalId, principalType, groupIds, name } = ctx.caller;
  const ref = `tk.${ctx.newId('registryToken', registry.id)}`;
  const iat = epochSeconds(ctx.now);
  const claims = {
    jti: ref.slice(3),
    sub: token ? name : registry.name,
    nbf: iat,
    exp: iat + lifetimes[grant],
    iat,
    iss: 'Azure Container Registry',
    aud: loginServerOf(registry),
    version: '1.0',
    ...(access && { access }),
    roles: [],
    grant_type: grant,
    oid: principalId,
    tid: token?.claims.tid ?? '',
  };
  const row: IssuedToken = {
    ref,
    claims,
    principalType: principalType === 'User' ? 'User' : 'ServicePrincipal',
    groupIds,
  };
  return { ref, change: put('tokens', ref, row) };
}

/** Whom a token speaks for, if it is one of the kind and still holds. `grant` absent: a token of Entra ID for ARM. */
function bearerOf({ view, place, now }: FaultFacts, ref: string | undefined, grant?: Grant): Caller | undefined {
  const token = view.get<IssuedToken>('tokens', ref ?? '');
  if (!token || token.claims.exp * 1000 <= now) return undefined;
  const { claims, principalType, groupIds } = token;
  const own = claims['grant_type'] === grant && claims.aud === loginServerOf(registryAt(view, place.params));
  const entra = claims.tid === place.tenantId && armAudiences.includes(claims.aud.replace(/\/$/, ''));
  if (grant ? !own : !entra) return undefined;
  const name = principalType === 'User' ? String(claims.upn ?? claims['sub'] ?? claims.oid) : claims.oid;
  return { kind: 'token', principalId: claims.oid, principalType, name, groupIds, token };
}

const adminCaller = ({ name }: RegistryRow): Caller => ({
  kind: 'credential',
  principalId: '',
  principalType: 'Anonymous',
  name: `admin user of ${name}`,
  groupIds: [],
  credential: { kind: 'admin-user', id: name },
});

/** Whether these are name and password of the admin user, and it is switched on. */
export function adminHolds(view: View, registry: RegistryRow, user: string, password: string): boolean {
  const held = view.get<PasswordsRow>(table.passwords, idKey(registry.id));
  const { adminUserEnabled } = registry.properties;
  const known = user.toLowerCase() === registry.name.toLowerCase();
  return adminUserEnabled && known && (password === held?.password || password === held?.password2);
}

function basicCaller(facts: ProofFacts, registry: RegistryRow): Caller | undefined {
  try {
    const text = atob((facts.headers['authorization'] ?? '').replace(/^Basic\s+/i, '').trim());
    const at = text.indexOf(':');
    return adminHolds(facts.view, registry, text.slice(0, at), text.slice(at + 1)) ? adminCaller(registry) : undefined;
  } catch {
    return undefined;
  }
}

/** What a request for a token asks for: `repository:{name}:{actions}` or `registry:catalog:*`, from form or query. */
export function scopesOf(texts: string[]): Asked[] {
  return texts
    .flatMap((text) => text.split(' '))
    .flatMap((text) => {
      const [, type, name, actions] = /^(repository|registry):(.+):([^:]*)$/.exec(text) ?? [];
      return type && name ? [{ type, name, actions: (actions ?? '').split(',').filter(Boolean) }] : [];
    });
}

/** What an operation of the data plane needs a token to reach: none for `/v2/` itself. */
export function neededBy({ operation, params }: Pick<ProofFacts, 'operation' | 'params'>): Asked | undefined {
  if (operation.path === '/v2/_catalog') return { type: 'registry', name: 'catalog', actions: ['*'] };
  const name = params['repository'];
  if (name === undefined) return undefined;
  const action = operation.method === 'PUT' ? 'push' : operation.path.endsWith('/tags/list') ? 'metadata_read' : 'pull';
  return { type: 'repository', name, actions: [action] };
}

/** Who asks: by a token of Entra ID at the exchange, by the registry's own elsewhere, or as the admin user. */
export function proofOf(facts: ProofFacts): Caller | Refusal | undefined {
  const { view, place, headers, operation, request } = facts;
  const registry = registryAt(view, place.params);
  const authorization = headers['authorization'] ?? '';
  const no = unauthorized(loginServerOf(registry), neededBy(facts));
  if (operation.method === 'POST') {
    const form = parseForm(request.body);
    return operation.path === '/oauth2/exchange'
      ? (bearerOf(facts, form['access_token']) ?? no)
      : (bearerOf(facts, form['refresh_token'], 'refresh_token') ?? no);
  }
  if (/^Basic\s/i.test(authorization)) return basicCaller(facts, registry) ?? no;
  const ref = /^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1];
  return bearerOf(facts, ref, 'access_token') ?? no;
}

/** What the registry's own token does not reach; whoever is the admin user may do everything. */
export function proofLacks(facts: ProofFacts & { caller: Caller }): Asked | undefined {
  const needed = neededBy(facts);
  if (!needed || facts.caller.kind === 'credential') return undefined;
  const access = (facts.caller.token?.claims['access'] ?? []) as Asked[];
  const reached = access.some(
    ({ type, name, actions }) =>
      type === needed.type && name === needed.name && needed.actions.every((one) => actions.includes(one)),
  );
  return reached ? undefined : needed;
}

/** The registry's firewall. "Trusted services" are services of Azure, never the code that runs on one. */
export function networkRefusal(
  { view, place }: Pick<FaultFacts, 'view' | 'place'>,
  origin: Origin,
): Refusal | undefined {
  if (origin.type === 'inside') return undefined;
  const { publicNetworkAccess, networkRuleSet } = registryAt(view, place.params).properties;
  const address = clientAddress(view, origin);
  const named = networkRuleSet.ipRules.some(({ value }) => inRange(address, value));
  const open = publicNetworkAccess === 'Enabled' && (networkRuleSet.defaultAction === 'Allow' || named);
  return open ? undefined : notByNetwork(address);
}
