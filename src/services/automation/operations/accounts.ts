import * as z from 'zod/mini';
import { armOperation } from '#kernel/arm-type.ts';
import { armTime } from '#kernel/clock.ts';
import type { Ctx } from '#kernel/define.ts';
import { assignPermissions, endHost, setIdentity, WantedIdentity } from '#kernel/host-identity.ts';
import { connectEndpoint, disconnectEndpoint } from '#kernel/identity-endpoint.ts';
import { placed, regionTitle } from '#kernel/regions.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import * as errors from '../errors.ts';
import { accounts, heldBy, type Account, type JobRow, type RunbookRow } from '../models.ts';

const write = `${accounts.type}/write`;

const Body = z.looseObject({
  location: z.optional(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  identity: WantedIdentity,
  properties: z.nullish(z.looseObject({ sku: z.nullish(z.looseObject({ name: z.string() })) })),
});
type Body = z.infer<typeof Body>;

const shape = (_view: View, account: Account): Record<string, unknown> => ({
  id: account.id,
  name: account.name,
  type: account.type,
  location: regionTitle(account.location),
  tags: account.tags ?? {},
  ...(account.identity && account.identity.type !== 'None' && { identity: account.identity }),
  properties: {
    ...account.properties,
    creationTime: armTime(account.createdAt),
    lastModifiedTime: armTime(account.changedAt),
  },
});

function written(ctx: Ctx, id: string, existing: Account | undefined, body: Body, mode: 'replace' | 'merge'): Outcome {
  const name = existing?.name ?? nameOf(id);
  const group = id.split('/')[4] ?? '';
  const here = { name, type: accounts.type, group, ...(existing && { existing: existing.location }) };
  const place = placed(body.location, here);
  if ('refusal' in place) return refuse(place.refusal);
  const host = { id: existing?.id ?? id, name, location: place.region };
  const found = setIdentity(ctx, host, existing?.identity, body.identity, mode);
  if ('refusal' in found) return refuse(found.refusal);
  const { identity } = found;
  const tags = body.tags ?? (mode === 'merge' ? existing?.tags : undefined);
  const account: Account = {
    ...host,
    type: accounts.type,
    ...(tags && { tags }),
    ...(identity && { identity }),
    properties: {
      publicNetworkAccess: true,
      sku: { name: 'Basic' },
      ...existing?.properties,
      ...body.properties,
      state: 'Ok',
    },
    createdAt: existing?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const header = ctx.newId('identity-header', host.id);
  if (identity && identity.type !== 'None')
    connectEndpoint(ctx, { host: host.id, holder: host.id, identity, header, kind: 'automation' });
  else disconnectEndpoint(ctx, host.id);
  return ok({
    status: existing ? 200 : 201,
    body: shape(ctx.view, account),
    changes: [put('resources', idKey(id), account)],
  });
}

const change = (method: 'PUT' | 'PATCH', title: string) =>
  armOperation({
    action: write,
    title,
    method,
    path: accounts.path,
    body: Body,
    requires: ({ url, body }) => ({
      allOf: [{ action: write, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
    }),
    handle(ctx, { params, body }) {
      const missing = accounts.noGroup(ctx, params);
      if (missing) return refuse(missing);
      const { id, row } = accounts.at(ctx, params);
      if (method === 'PATCH' && !row) return refuse(accounts.notFound(id));
      if (!/^[a-z](?=.{5,49}$)[a-z0-9-]*[a-z0-9]$/i.test(nameOf(id)))
        return refuse(errors.accountNameInvalid(nameOf(id)));
      return written(ctx, id, row, body, method === 'PUT' ? 'replace' : 'merge');
    },
  });

const destroy = armOperation({
  action: `${accounts.type}/delete`,
  title: 'Delete Automation account',
  method: 'DELETE',
  path: accounts.path,
  handle(ctx, { params }) {
    const { row } = accounts.at(ctx, params);
    if (!row) return ok({ status: 204 });
    endHost(ctx, row.id);
    disconnectEndpoint(ctx, row.id);
    const key = idKey(row.id);
    return ok({
      status: 200,
      changes: [
        remove('resources', key),
        remove('automationSandboxes', key),
        ...heldBy<RunbookRow>(ctx.view, 'runbooks', row.id).map(({ id }) => remove('runbooks', idKey(id))),
        ...heldBy<JobRow>(ctx.view, 'automationJobs', row.id).map(({ id }) => remove('automationJobs', idKey(id))),
      ],
    });
  },
});

export const accountOperations = [
  change('PUT', 'Create or Update Automation account'),
  change('PATCH', 'Update Automation account'),
  ...accounts.reads('Automation account', shape),
  destroy,
];
