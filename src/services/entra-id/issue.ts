import { epochSeconds } from '#kernel/clock.ts';
import type { Ctx, IssuedToken, TokenClaims } from '#kernel/define.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { put } from '#kernel/result.ts';
import type { ServicePrincipalRow } from '#kernel/rows.ts';
import type { Change, View } from '#kernel/tables.ts';
import { roleValues } from './app-roles.ts';
import { lifetimes } from './lifetimes.ts';
import { groupsOf } from './membership.ts';
import type { User } from './models.ts';
import type { KnownResource } from './resources.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The value of a hexadecimal digit in lower case. */
const valueOf = (digits: string, at: number): number => {
  const code = digits.charCodeAt(at);
  return code > 96 ? code - 87 : code - 48;
};

/** A text without meaning, as `uti` and its like are to everyone but Entra; at most 63 letters. */
function opaque(from: string, length: number): string {
  const digits = sha256Hex(from);
  let text = '';
  for (let at = 0; at < length; at += 1)
    text += alphabet[(valueOf(digits, at) * 16 + valueOf(digits, at + 1)) % 64] ?? '';
  return text;
}

interface Issued {
  token: IssuedToken;
  change: Change;
}

/** Keeps a token under a reference that no other token has. */
function keep(ctx: Ctx, claims: TokenClaims, principalType: IssuedToken['principalType'], groupIds: string[]): Issued {
  const ref = `tk.${ctx.newId('token', `${claims.oid} ${claims.aud}`)}`;
  const token: IssuedToken = { ref, claims, principalType, groupIds };
  return { token, change: put('tokens', ref, token) };
}

const times = (now: number, expires: number): { iat: number; nbf: number; exp: number } => ({
  iat: epochSeconds(now - lifetimes.datedBack),
  nbf: epochSeconds(now - lifetimes.datedBack),
  exp: epochSeconds(expires),
});

/** What every access token says, in Entra's v1.0 form. */
function base(ctx: Ctx, resource: string, oid: string, expires: number): TokenClaims {
  const tid = tenantIdOf(ctx.view);
  const seed = `${ctx.requestId} ${oid} ${resource}`;
  const issuer = `https://sts.windows.net/${tid}/`;
  return {
    aud: resource,
    iss: issuer,
    ...times(ctx.now, expires),
    aio: opaque(`aio ${seed}`, 44),
    idp: issuer,
    oid,
    rh: `1.${opaque(`rh ${seed}`, 40)}.`,
    tid,
    uti: opaque(`uti ${seed}`, 22),
    ver: '1.0',
  };
}

const groupClaim = (known: KnownResource, groupIds: string[]): { groups?: string[] } =>
  known.groupsClaim && groupIds.length ? { groups: groupIds } : {};

const rolesClaim = (ctx: Ctx, principal: ServicePrincipalRow, known: KnownResource): { roles?: string[] } => {
  const roles = roleValues(ctx.view, principal.id, known.appId);
  return roles.length ? { roles } : {};
};

/** What a token of a person or an application lasts: between the two ends, by chance. */
function ordinaryLife(ctx: Ctx): number {
  const { userLeast, userMost } = lifetimes;
  return userLeast + Math.floor((userMost - userLeast) * ctx.chance('lifetime', ctx.requestId));
}

/** A token for a person at a public client. `resource` is echoed as `aud` the way it was asked for. */
export function issueForUser(ctx: Ctx, user: User, resource: string, known: KnownResource, clientId: string): Issued {
  const life = ordinaryLife(ctx);
  const groupIds = groupsOf(ctx.view, user.id).map(({ id }) => id);
  const { idp: _, ...claims } = base(ctx, resource, user.id, ctx.now + life);
  return keep(
    ctx,
    {
      ...claims,
      acr: '1',
      amr: ['pwd'],
      appid: clientId,
      appidacr: '0',
      ...(user.surname && { family_name: user.surname }),
      ...(user.givenName && { given_name: user.givenName }),
      ...groupClaim(known, groupIds),
      idtyp: 'user',
      name: user.displayName,
      scp: known.scope,
      sub: opaque(`sub ${user.id} ${known.appId}`, 43),
      unique_name: user.userPrincipalName,
      upn: user.userPrincipalName,
    },
    'User',
    groupIds,
  );
}

/** The id token that goes with it where `openid` was asked for. */
export function idTokenFor(ctx: Ctx, user: User, clientId: string, expires: number): Issued {
  const tid = tenantIdOf(ctx.view);
  const claims: TokenClaims = {
    aud: clientId,
    iss: `https://login.microsoftonline.com/${tid}/v2.0`,
    ...times(ctx.now, expires),
    name: user.displayName,
    oid: user.id,
    preferred_username: user.userPrincipalName,
    rh: `1.${opaque(`rh ${ctx.requestId}`, 40)}.`,
    sub: opaque(`sub ${user.id} ${clientId}`, 43),
    tid,
    uti: opaque(`uti id ${ctx.requestId}`, 22),
    ver: '2.0',
  };
  return keep(ctx, claims, 'User', []);
}

/** A token for a managed identity: `identityId` is its ARM id, `hostId` the resource that uses it. */
export function issueForIdentity(
  ctx: Ctx,
  principal: ServicePrincipalRow,
  resource: string,
  known: KnownResource,
  { identityId, hostId }: { identityId: string | undefined; hostId: string | undefined },
): Issued {
  const groupIds = groupsOf(ctx.view, principal.id).map(({ id }) => id);
  const spelt = (id: string): string => id.replace(/\/resourcegroups\//i, '/resourcegroups/');
  return keep(
    ctx,
    {
      ...base(ctx, resource, principal.id, ctx.now + lifetimes.managedIdentity),
      appid: principal.appId,
      appidacr: '2',
      ...groupClaim(known, groupIds),
      idtyp: 'app',
      ...rolesClaim(ctx, principal, known),
      sub: principal.id,
      ...(hostId && { xms_az_rid: spelt(hostId) }),
      ...(identityId && { xms_mirid: spelt(identityId) }),
    },
    'ServicePrincipal',
    groupIds,
  );
}

/**
 * A token for an application, or for a user-assigned identity, that has proved itself at the token endpoint by a secret
 * or by an assertion. An identity is still named by its resource; no host stands behind it.
 */
export function issueForClient(
  ctx: Ctx,
  principal: ServicePrincipalRow,
  resource: string,
  known: KnownResource,
  proof: 'secret' | 'assertion',
): Issued {
  const groupIds = groupsOf(ctx.view, principal.id).map(({ id }) => id);
  const identity = principal.alternativeNames.find((name) => name.startsWith('/'));
  return keep(
    ctx,
    {
      ...base(ctx, resource, principal.id, ctx.now + ordinaryLife(ctx)),
      appid: principal.appId,
      appidacr: proof === 'secret' ? '1' : '2',
      ...groupClaim(known, groupIds),
      idtyp: 'app',
      ...rolesClaim(ctx, principal, known),
      sub: principal.id,
      ...(identity && { xms_mirid: identity }),
    },
    'ServicePrincipal',
    groupIds,
  );
}

/** The token that a reference stands for, or undefined when no entry of this tenant issued it. */
export const findToken = (view: View, ref: string): IssuedToken | undefined => view.get<IssuedToken>('tokens', ref);
