import * as z from 'zod/mini';
import type { Ctx } from '#kernel/define.ts';
import { setIdentity, WantedIdentity } from '#kernel/host-identity.ts';
import { isGuid } from '#kernel/ids.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { put, type Refusal } from '#kernel/result.ts';
import type { IdentityBlock } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change, View } from '#kernel/tables.ts';
import * as say from './arm-errors.ts';
import { table, type Administrator, type LoginRow, type ServerProperties, type ServerRow } from './models.ts';
import { passwordHash } from './proof.ts';
import { goodLogin, strongPassword } from './server-shape.ts';

const Text = z.nullish(z.string());
const Switch = z.nullish(z.enum(['Enabled', 'Disabled']));

export const AdministratorGiven = z.object({
  administratorType: Text,
  principalType: z.nullish(z.enum(['User', 'Group', 'Application'])),
  login: Text,
  sid: Text,
  tenantId: Text,
  azureADOnlyAuthentication: z.nullish(z.boolean()),
});

export const ServerGiven = z.object({
  location: z.optional(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  identity: WantedIdentity,
  properties: z.nullish(
    z.object({
      administratorLogin: Text,
      administratorLoginPassword: Text,
      version: z.nullish(z.enum(['12.0'])),
      minimalTlsVersion: z.nullish(z.enum(['None', '1.0', '1.1', '1.2', '1.3'])),
      publicNetworkAccess: Switch,
      restrictOutboundNetworkAccess: Switch,
      primaryUserAssignedIdentityId: Text,
      administrators: z.nullish(AdministratorGiven),
    }),
  ),
});
export type ServerGiven = z.infer<typeof ServerGiven>;

/** An Entra administrator as it is kept, or what is wrong with it. The directory is not asked: Azure believes the caller. */
export function administratorFrom(
  view: View,
  given: z.infer<typeof AdministratorGiven>,
): { administrator: Administrator } | { refusal: Refusal } {
  const { administratorType, principalType, login, sid, tenantId } = given;
  if (administratorType && administratorType !== 'ActiveDirectory')
    return { refusal: say.invalidValue('administratorType') };
  if (!login) return { refusal: say.invalidValue('login') };
  if (!sid || !isGuid(sid)) return { refusal: say.invalidValue('sid') };
  return {
    administrator: {
      administratorType: 'ActiveDirectory',
      ...(principalType && { principalType }),
      login,
      sid,
      tenantId: tenantId ?? tenantIdOf(view),
    },
  };
}

type Authentication = Pick<ServerProperties, 'administratorLogin' | 'administrators' | 'entraOnly'>;

/** How a new server lets people in: a SQL administrator with a password, an Entra administrator, or both. */
function authentication(ctx: Ctx, id: string, given: NonNullable<ServerGiven['properties']>): Authentication | Refusal {
  const { administratorLogin: login, administratorLoginPassword: password } = given;
  const asked = given.administrators?.sid || given.administrators?.login ? given.administrators : undefined;
  const made = asked && administratorFrom(ctx.view, asked);
  if (made && 'refusal' in made) return made.refusal;
  const entraOnly = made !== undefined && asked?.azureADOnlyAuthentication === true;
  if (!login && !entraOnly) return say.invalidValue('administratorLogin');
  if (login && !goodLogin(login)) return say.loginInvalid;
  if (login && !entraOnly && !password) return say.invalidValue('administratorLoginPassword');
  if (password && !strongPassword(password, login ?? '')) return say.passwordWeak;
  return {
    // Without a wish the service makes up a name that nobody can sign in with.
    administratorLogin: login ?? `CloudSA${ctx.newId('sqlLogin', id).slice(0, 8)}`,
    ...(made && { administrators: made.administrator }),
    entraOnly,
  };
}

/** What a change may not say about authentication: the name is fixed, and Entra-only servers take no password. */
function unchangeable({ properties }: ServerRow, given: NonNullable<ServerGiven['properties']>): Refusal | undefined {
  const { administratorLogin: login, administratorLoginPassword: password } = given;
  if (login && login.toLowerCase() !== properties.administratorLogin.toLowerCase())
    return say.invalidValue('administratorLogin');
  if (password && properties.entraOnly) return say.entraOnlyEnabled;
  if (password && !strongPassword(password, properties.administratorLogin)) return say.passwordWeak;
  return undefined;
}

const isAttached = (identity: IdentityBlock | undefined, id: string): boolean =>
  Object.keys(identity?.userAssignedIdentities ?? {}).some((one) => idKey(one) === idKey(id));

/**
 * The row of a server after a PUT (`replace`) or PATCH (`merge`), or the refusal. What is not given stays. The block
 * `administrators` counts only when the server is made. Source: "Servers - Create Or Update" (REST).
 */
export function writeServer(
  ctx: Ctx,
  at: { id: string; name: string; type: string; location: string },
  held: ServerRow | undefined,
  body: ServerGiven,
  mode: 'replace' | 'merge',
): { server: ServerRow; changes: Change[] } | { refusal: Refusal } {
  const given = body.properties ?? {};
  const fixed = held && unchangeable(held, given);
  if (fixed) return { refusal: fixed };
  const before: Authentication | Refusal = held ? held.properties : authentication(ctx, at.id, given);
  if ('status' in before) return { refusal: before };
  const found = setIdentity(ctx, at, held?.identity, body.identity, mode);
  if ('refusal' in found) return found;
  const { identity } = found;
  const wanted = given.primaryUserAssignedIdentityId;
  if (wanted && !isAttached(identity, wanted)) return { refusal: say.invalidValue('primaryUserAssignedIdentityId') };
  const kept = held?.properties.primaryUserAssignedIdentityId;
  const primary = wanted ?? (kept && isAttached(identity, kept) ? kept : undefined);
  const { administratorLogin, administrators, entraOnly } = before;
  const tags = body.tags ?? held?.tags;
  const server: ServerRow = {
    ...at,
    ...(tags && { tags }),
    ...(identity && { identity }),
    properties: {
      administratorLogin,
      entraOnly,
      ...(administrators && { administrators }),
      ...(primary && { primaryUserAssignedIdentityId: primary }),
      minimalTlsVersion: given.minimalTlsVersion ?? held?.properties.minimalTlsVersion ?? '1.2',
      publicNetworkAccess: given.publicNetworkAccess ?? held?.properties.publicNetworkAccess ?? 'Enabled',
      restrictOutboundNetworkAccess:
        given.restrictOutboundNetworkAccess ?? held?.properties.restrictOutboundNetworkAccess ?? 'Disabled',
    },
    createdAt: held?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const password = given.administratorLoginPassword;
  const login: LoginRow | undefined = password
    ? { server: idKey(at.id), hash: passwordHash(at.id, administratorLogin, password) }
    : undefined;
  const changes = [
    put('resources', idKey(at.id), server),
    ...(held ? [] : [put(table.names, at.name.toLowerCase(), { id: at.id })]),
    ...(login ? [put(table.logins, idKey(at.id), login)] : []),
  ];
  return { server, changes };
}
