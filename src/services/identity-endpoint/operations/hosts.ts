import * as z from 'zod/mini';
import { defineOperation } from '#kernel/define.ts';
import { endpointAddresses, type EndpointKind, type IdentityEndpointRow } from '#kernel/identity-endpoint.ts';
import { ok, put, remove } from '#kernel/result.ts';
import type { IdentityBlock } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';

const inside = { surface: 'platform', plane: 'none', path: '/identityEndpoint/hosts' } as const;

/** The owner of a place says that it runs, and which identities its code may use. */
const running = defineOperation({
  ...inside,
  action: 'Microsoft.Web/sites/identityEndpoint/hosts/write',
  title: 'Connect a place to its identity endpoint',
  method: 'PUT',
  body: z.object({
    host: z.string(),
    holder: z.string(),
    identity: z.optional(z.custom<IdentityBlock>((value) => typeof value === 'object')),
    header: z.string().check(z.minLength(1)),
    kind: z.enum(Object.keys(endpointAddresses) as EndpointKind[]),
  }),
  handle: (_ctx, { body }) =>
    ok({
      status: 200,
      body: {},
      changes: [put('identityEndpoints', idKey(body.host), body satisfies IdentityEndpointRow)],
    }),
});

/** The place is stopped or gone, or has no identity any more. */
const stopped = defineOperation({
  ...inside,
  action: 'Microsoft.Web/sites/identityEndpoint/hosts/delete',
  title: 'Disconnect a place from its identity endpoint',
  method: 'DELETE',
  body: z.object({ host: z.string() }),
  handle: (_ctx, { body: { host } }) =>
    ok({ status: 200, body: {}, changes: [remove('identityEndpoints', idKey(host))] }),
});

export const hostOperations = [running, stopped];
