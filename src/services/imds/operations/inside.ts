import * as z from 'zod/mini';
import { second } from '#kernel/clock.ts';
import { defineOperation } from '#kernel/define.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import type { IdentityBlock } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import { findHost, type ImdsFaultRow, type ImdsHostRow } from '../models.ts';

const inside = { surface: 'platform', plane: 'none' } as const;

/** The owner of a machine says that it runs, and what its metadata service knows. */
const running = defineOperation({
  ...inside,
  action: 'Microsoft.Compute/metadata/hosts/write',
  title: 'Connect a machine to the metadata service',
  method: 'PUT',
  path: '/imds/hosts',
  body: z.object({
    host: z.string(),
    holder: z.string(),
    identity: z.optional(z.custom<IdentityBlock>((value) => typeof value === 'object')),
    compute: z.optional(z.record(z.string(), z.unknown())),
  }),
  handle: (_ctx, { body }) =>
    ok({ status: 200, body: {}, changes: [put('imdsHosts', idKey(body.host), body satisfies ImdsHostRow)] }),
});

/** The machine is stopped or gone: nobody is left who could ask. */
const stopped = defineOperation({
  ...inside,
  action: 'Microsoft.Compute/metadata/hosts/delete',
  title: 'Disconnect a machine from the metadata service',
  method: 'DELETE',
  path: '/imds/hosts',
  body: z.object({ host: z.string(), gone: z.optional(z.boolean()) }),
  handle(_ctx, { body: { host, gone } }) {
    const tables = gone ? ['imdsHosts', 'imdsRates', 'imdsFaults'] : ['imdsHosts'];
    return ok({ status: 200, body: {}, changes: tables.map((table) => remove(table, idKey(host))) });
  },
});

/** Plants a trouble of a machine's token endpoint, or takes it away (status null). Only a lab's start gets here. */
const fault = defineOperation({
  ...inside,
  action: 'Microsoft.Compute/metadata/faults/write',
  title: 'Plant a fault in the metadata service',
  method: 'PUT',
  path: '/imds/faults',
  body: z.object({
    host: z.string(),
    status: z.union([z.literal(404), z.literal(410), z.literal(429), z.literal(500), z.null()]),
    /** Virtual seconds until it passes; absent: it stays. */
    seconds: z.optional(z.number().check(z.positive())),
  }),
  handle(ctx, { body: { host, status, seconds } }) {
    if (!findHost(ctx.view, host))
      return refuse({ status: 404, code: 'ResourceNotFound', message: `No machine '${host}' is running.` });
    const until = seconds === undefined ? {} : { until: ctx.now + seconds * second };
    const row: ImdsFaultRow | null = status === null ? null : { host, status, ...until };
    return ok({
      status: 200,
      body: {},
      changes: [row ? put('imdsFaults', idKey(host), row) : remove('imdsFaults', idKey(host))],
    });
  },
});

export const insideOperations = [running, stopped, fault];
