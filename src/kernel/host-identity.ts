import * as z from 'zod/mini';
import type { Permission } from './decision.ts';
import type { Ctx } from './define.ts';
import type { Refusal } from './result.ts';
import type { IdentityBlock } from './rows.ts';
import { typeOf } from './scope.ts';

/** The `identity` of a request body; null beside an id takes that identity off. */
export const WantedIdentity = z.nullish(
  z.looseObject({ type: z.optional(z.string()), userAssignedIdentities: z.nullish(z.record(z.string(), z.unknown())) }),
);
export type WantedIdentity = z.infer<typeof WantedIdentity>;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * What a write needs beside itself: for every user-assigned identity that its body names, the permission to assign it.
 * ARM looks at what the body names, not at what is new in it; what is no resource id has no scope to ask at.
 */
export function assignPermissions(body: unknown): Permission[] {
  const identity =
    isRecord(body) && isRecord(body['identity']) ? body['identity']['userAssignedIdentities'] : undefined;
  return Object.entries(isRecord(identity) ? identity : {})
    .filter(([id, value]) => value !== null && typeOf(id) !== undefined)
    .map(([scope]) => ({
      action: 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
      scope,
      plane: 'control',
      linked: true,
    }));
}

/** The identity block that the platform gives a host for what a request asks, or its refusal. No wish changes nothing. */
export function setIdentity(
  ctx: Ctx,
  host: { id: string; name: string; location: string },
  current: IdentityBlock | undefined,
  wanted: WantedIdentity,
  mode: 'replace' | 'merge',
): { identity: IdentityBlock | undefined } | { refusal: Refusal } {
  if (!wanted) return { identity: current };
  const { type, userAssignedIdentities } = wanted;
  const { status, body } = ctx.send('platform', {
    method: 'PUT',
    url: 'https://platform.internal/managedIdentities/block',
    body: {
      hostId: host.id,
      hostName: host.name,
      location: host.location,
      ...(current && { current }),
      wanted: { ...(type !== undefined && { type }), ...(userAssignedIdentities && { userAssignedIdentities }) },
      mode,
    },
  });
  if (status === 200) return { identity: (body as { identity: IdentityBlock }).identity };
  const { code, message } = (body as { error: { code: string; message: string } }).error;
  return { refusal: { status, code, message } };
}

/** What was granted at a scope goes with it. */
export function endScope(ctx: Ctx, scope: string): void {
  ctx.send('platform', {
    method: 'DELETE',
    url: 'https://platform.internal/authorization/scope',
    body: { scope },
  });
}

/** The host is deleted: its own identity ends with it, and what was granted at it goes. */
export function endHost(ctx: Ctx, id: string): void {
  const url = 'https://platform.internal/managedIdentities/host';
  ctx.send('platform', { method: 'DELETE', url, body: { hostId: id } });
  endScope(ctx, id);
}
