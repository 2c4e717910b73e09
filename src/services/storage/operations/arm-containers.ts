import { armOperation } from '#kernel/arm-type.ts';
import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { endScope } from '#kernel/host-identity.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type * as z from 'zod/mini';
import { containerBody } from '../account-shape.ts';
import { containerNotFound, invalidName, publicAccessNotPermitted } from '../errors.ts';
import {
  accounts,
  accountType,
  containerKey,
  ContainerPut,
  containerScope,
  table,
  type AccountRow,
  type ContainerRow,
} from '../models.ts';
import { removedContainer } from '../removal.ts';
import { etagOf } from './data-operation.ts';

const type = `${accountType}/blobServices/containers`;
const below = '/blobServices/default/containers';

const getBlobService = accounts.on({
  action: `${accountType}/blobServices/read`,
  title: 'Get blob service properties',
  method: 'GET',
  below: '/blobServices/default',
  handle: (_ctx, _input, { id, sku }) =>
    ok({
      status: 200,
      body: {
        sku,
        id: `${id}/blobServices/default`,
        name: 'default',
        type: `${accountType}/blobServices`,
        properties: { cors: { corsRules: [] }, deleteRetentionPolicy: { allowPermanentDelete: false, enabled: false } },
      },
    }),
});

const listContainers = accounts.on({
  action: `${type}/read`,
  title: 'List containers of a storage account',
  method: 'GET',
  below,
  handle(ctx, _input, account) {
    const all = ctx.view.by<ContainerRow>(table.containers, 'account', idKey(account.id));
    return ok({ status: 200, body: { value: all.map((one) => containerBody(account, one)) } });
  },
});

/** An operation on one container through Resource Manager: the permission is the same as at the account's own address. */
const onContainer = (
  verb: 'read' | 'write' | 'delete',
  title: string,
  method: string,
  handle: (ctx: Ctx, input: Input, account: AccountRow, name: string) => Outcome,
  body?: Operation['body'],
): Operation =>
  armOperation({
    action: `${type}/${verb}`,
    title,
    method,
    path: `${accounts.path}${below}/{containerName}`,
    ...(body && { body }),
    requires: ({ params }) => ({
      action: `${type}/${verb}`,
      scope: containerScope(accounts.idOf(params), params['containerName'] ?? ''),
      plane: 'control',
    }),
    handle(ctx, input) {
      const account = accounts.held(ctx, input.params);
      return 'ok' in account ? account : handle(ctx, input, account, input.params['containerName'] ?? '');
    },
  });

const held = (ctx: Ctx, account: AccountRow, name: string): ContainerRow | undefined =>
  ctx.view.get<ContainerRow>(table.containers, containerKey(account.id, name));

const getContainer = onContainer('read', 'Get container', 'GET', (ctx, _input, account, name) => {
  const found = held(ctx, account, name);
  return found ? ok({ status: 200, body: containerBody(account, found) }) : refuse(containerNotFound);
});

const putContainer = onContainer(
  'write',
  'Put container',
  'PUT',
  (ctx, { body }, account, name) => {
    if (!/^(?=.{3,63}$)[a-z0-9](?!.*--)[a-z0-9-]*[a-z0-9]$/.test(name)) return refuse(invalidName);
    const { publicAccess, metadata } = (body as z.infer<typeof ContainerPut>)?.properties ?? {};
    const level = publicAccess === 'Blob' ? 'blob' : publicAccess === 'Container' ? 'container' : undefined;
    if (level && !account.properties.allowBlobPublicAccess) return refuse(publicAccessNotPermitted);
    const before = held(ctx, account, name);
    const row: ContainerRow = {
      account: idKey(account.id),
      name,
      ...(level && { publicAccess: level }),
      metadata: metadata ?? before?.metadata ?? {},
      etag: etagOf(ctx, containerKey(account.id, name)),
      changedAt: ctx.now,
    };
    return ok({
      status: before ? 200 : 201,
      body: containerBody(account, row),
      changes: [put(table.containers, containerKey(account.id, name), row)],
    });
  },
  ContainerPut,
);

const deleteContainer = onContainer('delete', 'Delete container', 'DELETE', (ctx, _input, account, name) => {
  if (!held(ctx, account, name)) return ok({ status: 204 });
  endScope(ctx, containerScope(account.id, name));
  return ok({ status: 200, changes: removedContainer(ctx.view, account.id, name) });
});

export const armContainerOperations: Operation[] = [
  getBlobService,
  listContainers,
  getContainer,
  putContainer,
  deleteContainer,
];
