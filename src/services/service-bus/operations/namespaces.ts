import type { Ctx, Operation } from '#kernel/define.ts';
import { assignPermissions, endHost, setIdentity } from '#kernel/host-identity.ts';
import { placed } from '#kernel/regions.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import {
  NameQuestion,
  namespaceById,
  namespaceByName,
  NamespacePatch,
  NamespacePut,
  namespaceType,
  table,
  type NamespaceBody,
  type NamespaceRow,
} from '../models.ts';
import { removedNamespace, ruleKey } from '../removal.ts';
import { namespaceBody } from '../shapes.ts';
import {
  armOperation,
  groupIdOf,
  groupOf,
  groupPath,
  heldNamespace,
  namespaceIdOf,
  namespacePath,
  type Params,
} from './arm-operation.ts';
import { newRule } from './rules.ts';

const read = `${namespaceType}/read`;
const write = `${namespaceType}/write`;

/** 6 to 50 letters, numbers and hyphens, a letter first, no hyphen last. Source: "Create namespace" of the REST reference. */
const validName = /^[a-z][a-z0-9-]{4,48}[a-z0-9]$/i;
const reserved = /-(?:sb|mgmt)$/i;
const isName = (name: string): boolean => validName.test(name) && !reserved.test(name);

const initial: NamespaceRow['properties'] = {
  minimumTlsVersion: '1.2',
  publicNetworkAccess: 'Enabled',
  disableLocalAuth: false,
  zoneRedundant: false,
};

function skuOf(held: NamespaceRow | undefined, { sku }: NamespaceBody): NamespaceRow['sku'] {
  if (!sku) return held?.sku ?? { name: 'Standard', tier: 'Standard' };
  const capacity = sku.capacity ?? held?.sku.capacity ?? 1;
  return { name: sku.name, tier: sku.name, ...(sku.name === 'Premium' && { capacity }) };
}

/** The namespace that results, from nothing (`held` undefined), by a PUT or by a PATCH. */
function written(
  ctx: Ctx,
  at: { id: string; name: string; location: string },
  held: NamespaceRow | undefined,
  body: NamespaceBody,
  mode: 'replace' | 'merge',
): Outcome {
  const sku = skuOf(held, body);
  if (held && held.sku.name !== sku.name && [held.sku.name, sku.name].includes('Premium'))
    return refuse(say.skuFixed(held.sku.name, sku.name));
  const set = setIdentity(ctx, at, held?.identity, body.identity, mode);
  if ('refusal' in set) return refuse(set.refusal);
  const given = body.properties ?? {};
  const before = held?.properties ?? initial;
  const tags = body.tags ?? (mode === 'merge' ? held?.tags : undefined);
  const row: NamespaceRow = {
    ...at,
    type: namespaceType,
    sku,
    ...(tags && { tags }),
    ...(set.identity && { identity: set.identity }),
    properties: {
      minimumTlsVersion: given.minimumTlsVersion ?? before.minimumTlsVersion,
      publicNetworkAccess: given.publicNetworkAccess ?? before.publicNetworkAccess,
      disableLocalAuth: given.disableLocalAuth ?? before.disableLocalAuth,
      zoneRedundant: given.zoneRedundant ?? before.zoneRedundant,
    },
    network: held?.network ?? { defaultAction: 'Allow', trustedServiceAccessEnabled: false, ipRules: [] },
    createdAt: held?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const root = held ? undefined : newRule(ctx, row.id, 'RootManageSharedAccessKey', ['Listen', 'Manage', 'Send']);
  return ok({
    status: 200,
    body: namespaceBody(row),
    changes: [
      put('resources', idKey(row.id), row),
      put(table.names, row.name.toLowerCase(), { id: row.id }),
      ...(root ? [put(table.rules, ruleKey(root), root)] : []),
    ],
  });
}

const requiresWrite: Operation['requires'] = ({ url, body }) => ({
  allOf: [{ action: write, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
});

const putNamespace = armOperation<NamespaceBody>({
  action: write,
  title: 'Create or update namespace',
  method: 'PUT',
  path: namespacePath,
  body: NamespacePut,
  requires: requiresWrite,
  handle(ctx, { params, body }) {
    const group = groupOf(ctx, params);
    if (!group) return refuse(say.groupNotFound(params['resourceGroupName'] ?? ''));
    const id = namespaceIdOf(ctx, params);
    const held = namespaceById(ctx.view, id);
    const name = held?.name ?? params['namespaceName'] ?? '';
    const existing = held && { existing: held.location };
    const place = placed(body.location ?? undefined, { name, type: namespaceType, group: group.name, ...existing });
    if ('refusal' in place) return refuse(place.refusal);
    if (!held && !isName(name)) return refuse(say.nameInvalid);
    if (!held && namespaceByName(ctx.view, name)) return refuse(say.nameTaken);
    return written(ctx, { id: held?.id ?? id, name, location: place.region }, held, body, 'replace');
  },
});

const patchNamespace = armOperation<NamespaceBody>({
  action: write,
  title: 'Update namespace',
  method: 'PATCH',
  path: namespacePath,
  body: NamespacePatch,
  requires: requiresWrite,
  handle(ctx, { params, body }) {
    const held = heldNamespace(ctx, params);
    if ('ok' in held) return held;
    const { id, name, location } = held;
    return written(ctx, { id, name, location }, held, body, 'merge');
  },
});

const getNamespace = armOperation({
  action: read,
  title: 'Get namespace',
  method: 'GET',
  path: namespacePath,
  handle(ctx, { params }) {
    const held = heldNamespace(ctx, params);
    return 'ok' in held ? held : ok({ status: 200, body: namespaceBody(held) });
  },
});

const deleteNamespace = armOperation({
  action: `${namespaceType}/Delete`,
  title: 'Delete namespace',
  method: 'DELETE',
  path: namespacePath,
  handle(ctx, { params }) {
    const held = namespaceById(ctx.view, namespaceIdOf(ctx, params));
    if (!held) return ok({ status: 204 });
    endHost(ctx, held.id);
    return ok({ status: 200, changes: removedNamespace(ctx.view, held) });
  },
});

const namespacesBelow = (ctx: Ctx, scope: string): NamespaceRow[] =>
  ctx.view
    .all<{ id: string }>(table.names)
    .map(({ id }) => namespaceById(ctx.view, id))
    .filter((one) => one !== undefined)
    .filter(({ id }) => covers(scope, id));

const listByGroup = armOperation({
  action: read,
  title: 'List namespaces of a resource group',
  method: 'GET',
  path: `${groupPath}/providers/${namespaceType}`,
  requires: ({ params }) => ({
    action: read,
    scope: `${groupIdOf(params)}/providers/Microsoft.ServiceBus`,
    plane: 'control',
  }),
  handle(ctx, { params }) {
    const group = groupOf(ctx, params);
    if (!group) return refuse(say.groupNotFound(params['resourceGroupName'] ?? ''));
    return ok({ status: 200, body: { value: namespacesBelow(ctx, group.id).map(namespaceBody) } });
  },
});

const subscriptionOf = (params: Params): string => `/subscriptions/${params['subscriptionId'] ?? ''}`;

const listBySubscription = armOperation({
  action: read,
  title: 'List namespaces of a subscription',
  method: 'GET',
  path: `/subscriptions/{subscriptionId}/providers/${namespaceType}`,
  // Resource Manager shows of a subscription what the caller may read of it, be it nothing.
  requires: () => undefined,
  handle(ctx, { params }) {
    const subscriptionId = params['subscriptionId'] ?? '';
    if (!ctx.view.get('subscriptions', subscriptionId.toLowerCase()))
      return refuse(say.subscriptionNotFound(subscriptionId));
    const mayRead = ({ id }: NamespaceRow) =>
      ctx.decide({ action: read, scope: id, plane: 'control' }, ctx.caller).allowed;
    const value = namespacesBelow(ctx, subscriptionOf(params)).filter(mayRead).map(namespaceBody);
    return ok({ status: 200, body: { value } });
  },
});

const ask = 'Microsoft.ServiceBus/checkNameAvailability/action';

const checkName = armOperation<{ name: string }>({
  action: ask,
  title: 'Check namespace name',
  method: 'POST',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.ServiceBus/CheckNameAvailability',
  reads: true,
  body: NameQuestion,
  requires: ({ params }) => ({ action: ask, scope: subscriptionOf(params), plane: 'control' }),
  handle(ctx, { body: { name } }) {
    const no = (reason: string, { message }: { message: string }) => ({ nameAvailable: false, reason, message });
    const body = !isName(name)
      ? no('InvalidName', say.nameInvalid)
      : namespaceByName(ctx.view, name)
        ? no('NameInUse', say.nameTaken)
        : { nameAvailable: true, reason: 'None' };
    return ok({ status: 200, body });
  },
});

export const namespaceOperations: Operation[] = [
  putNamespace,
  patchNamespace,
  getNamespace,
  deleteNamespace,
  listByGroup,
  listBySubscription,
  checkName,
];
