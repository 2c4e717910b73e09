import * as z from 'zod/mini';
import { defineOperation } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { IdentityBlock } from '#kernel/rows.ts';
import type { Change } from '#kernel/tables.ts';
import { planBlock } from '../block.ts';
import * as errors from '../errors.ts';
import { live } from '../life.ts';
import { lifeOf } from '../models.ts';

const inside = { surface: 'platform', plane: 'none' } as const;

const Wanted = z.object({
  hostId: z.string(),
  hostName: z.optional(z.string()),
  location: z.string(),
  current: z.optional(z.custom<IdentityBlock>((value) => typeof value === 'object')),
  wanted: z.object({
    type: z.optional(z.string()),
    userAssignedIdentities: z.nullish(z.record(z.string(), z.unknown())),
  }),
  mode: z.enum(['replace', 'merge']),
});

/** A host gets the identity block that a request asks for: the one place where identities of hosts begin and end. */
const block = defineOperation({
  ...inside,
  action: 'Microsoft.ManagedIdentity/identities/block/write',
  title: 'Set identities of a resource',
  method: 'PUT',
  path: '/managedIdentities/block',
  body: Wanted,
  handle(ctx, { body }) {
    const planned = planBlock(ctx.view, body);
    if ('refusal' in planned) return refuse(planned.refusal);
    const { type, system, userAssigned } = planned.plan;
    const before = lifeOf(ctx.view, body.hostId);
    const isOn = before?.state === 'active';
    const changes: Change[] = [];
    let principalId = isOn ? before.principalId : undefined;
    if (system !== isOn) {
      const subject = { id: body.hostId, kind: 'system', location: body.location } as const;
      const step = live(ctx, system ? 'enable' : 'disable', subject);
      if (!step) throw new Error(`identity of ${body.hostId}: no way on from ${before?.state ?? 'absent'}`);
      principalId = step.life.principalId;
      changes.push(step.change);
    }
    const identity: IdentityBlock = {
      type,
      ...(system && principalId && { tenantId: tenantIdOf(ctx.view), principalId }),
      ...(Object.keys(userAssigned).length > 0 && { userAssignedIdentities: userAssigned }),
    };
    return ok({ status: 200, body: { identity }, changes });
  },
});

/** The host is deleted: its own identity goes with it; those that it merely used stay. */
const hostDeleted = defineOperation({
  ...inside,
  action: 'Microsoft.ManagedIdentity/identities/host/delete',
  title: 'End the identity of a deleted resource',
  method: 'DELETE',
  path: '/managedIdentities/host',
  body: z.object({ hostId: z.string() }),
  handle(ctx, { body: { hostId } }) {
    const location = lifeOf(ctx.view, hostId)?.location ?? '';
    const step = live(ctx, 'hostDeleted', { id: hostId, kind: 'system', location });
    return ok({ status: step ? 200 : 204, ...(step && { body: {}, changes: [step.change] }) });
  },
});

/** The ids of an identity, by its own resource or by the host of a system-assigned one. */
const lookUp = defineOperation({
  ...inside,
  action: 'Microsoft.ManagedIdentity/identities/lookup/read',
  title: 'Look up a managed identity',
  method: 'GET',
  path: '/managedIdentities',
  handle(ctx, input) {
    const id = input.query('resourceId') ?? '';
    const life = lifeOf(ctx.view, id);
    if (life?.state !== 'active') return refuse(errors.noSystemIdentity(id));
    return ok({ status: 200, body: { principalId: life.principalId, clientId: life.clientId, kind: life.kind } });
  },
});

export const blockOperations = [block, hostDeleted, lookUp];
