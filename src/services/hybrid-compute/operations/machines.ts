import * as z from 'zod/mini';
import { armOperation } from '#kernel/arm-type.ts';
import type { Ctx, Input } from '#kernel/define.ts';
import { assignPermissions, endHost, setIdentity, WantedIdentity } from '#kernel/host-identity.ts';
import { placed } from '#kernel/regions.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import { idKey, nameOf, parseResourceId } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import * as errors from '../errors.ts';
import { machines, type Machine, type RunCommandRow } from '../models.ts';

const Body = z.looseObject({
  location: z.optional(z.string()),
  kind: z.optional(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  identity: WantedIdentity,
  properties: z.nullish(z.record(z.string(), z.unknown())),
});
type Body = z.infer<typeof Body>;

/** Source: REST API "Machines - Get". */
function shape(_view: View, { createdAt: _, changedAt: __, identity, properties, ...rest }: Machine): unknown {
  const state = { provisioningState: 'Succeeded', status: 'Connected', osType: 'linux', agentVersion: '1.50' };
  const shown = identity && identity.type !== 'None' && { identity };
  return { ...rest, ...shown, properties: { ...state, ...properties, ...{ provisioningState: 'Succeeded' } } };
}

/** Connects a server, or changes what ARM knows of it. A PATCH keeps what it does not name. */
function write(ctx: Ctx, { params, body }: Input<Body>, id: string, row: Machine | undefined): Outcome {
  const name = nameOf(row?.id ?? id);
  const group = parseResourceId(id)?.resourceGroup ?? '';
  const at = { name, type: machines.type, group, ...(row && { existing: row.location }) };
  const place = placed(body.location, at);
  if ('refusal' in place) return refuse(place.refusal);
  const type = body.identity?.type ?? '';
  if (/user/i.test(type)) return refuse(errors.onlySystemAssigned(type));
  const host = { id: row?.id ?? id, name, location: place.region };
  const found = setIdentity(ctx, host, row?.identity, body.identity, 'replace');
  if ('refusal' in found) return refuse(found.refusal);
  const tags = body.tags ?? row?.tags;
  const kind = body.kind ?? row?.kind;
  const vmId = row?.properties.vmId ?? ctx.newId('arc-machine', id);
  const machine: Machine = {
    ...host,
    type: machines.type,
    ...(kind && { kind }),
    ...(tags && { tags }),
    ...(found.identity && { identity: found.identity }),
    properties: { ...row?.properties, displayName: params['name'] ?? name, ...body.properties, vmId },
    createdAt: row?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  return ok({
    status: row ? 200 : 201,
    body: shape(ctx.view, machine),
    changes: [put('resources', idKey(machine.id), machine)],
  });
}

const writing = {
  action: `${machines.type}/write`,
  path: machines.path,
  body: Body,
  requires: ({ url, body }: { url: { path: string }; body: unknown }) => ({
    allOf: [
      { action: `${machines.type}/write`, scope: url.path, plane: 'control' as const },
      ...assignPermissions(body),
    ],
  }),
};

const create = armOperation<Body>({
  ...writing,
  title: 'Create or Update Azure Arc machine',
  method: 'PUT',
  handle(ctx, input) {
    const missing = machines.noGroup(ctx, input.params);
    if (missing) return refuse(missing);
    const { id, row } = machines.at(ctx, input.params);
    if (!/^[A-Za-z0-9._-]{1,54}$/.test(nameOf(id))) return refuse(errors.nameInvalid(nameOf(id)));
    return write(ctx, input, id, row);
  },
});

const update = armOperation<Body>({
  ...writing,
  title: 'Update Azure Arc machine',
  method: 'PATCH',
  handle(ctx, input) {
    const { id, row } = machines.at(ctx, input.params);
    return row ? write(ctx, input, id, row) : refuse(machines.notFound(id));
  },
});

const destroy = armOperation({
  action: `${machines.type}/delete`,
  title: 'Delete Azure Arc machine',
  method: 'DELETE',
  path: machines.path,
  handle(ctx, { params }) {
    const { row } = machines.at(ctx, params);
    if (!row) return ok({ status: 204 });
    endHost(ctx, row.id);
    const commands = ctx.view.all<RunCommandRow>('arcRunCommands').filter(({ machine }) => machine === row.id);
    return ok({
      status: 200,
      changes: [
        ...['resources', 'arcKeys'].map((table) => remove(table, idKey(row.id))),
        ...commands.map(({ id }) => remove('arcRunCommands', idKey(id))),
      ],
    });
  },
});

export const machineOperations = [create, update, ...machines.reads('Azure Arc machine', shape), destroy];
