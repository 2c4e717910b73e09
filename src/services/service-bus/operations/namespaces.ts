import { nameCheck } from '#kernel/arm-type.ts';
import type { Ctx, Operation } from '#kernel/define.ts';
import { assignPermissions, endHost, setIdentity } from '#kernel/host-identity.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import {
  NameQuestion,
  namespaceByName,
  NamespacePatch,
  NamespacePut,
  namespaces,
  namespaceType,
  table,
  type NamespaceBody,
  type NamespaceRow,
} from '../models.ts';
import { removedNamespace, ruleKey } from '../removal.ts';
import { namespaceBody } from '../shapes.ts';
import { armOperation } from './arm-operation.ts';
import { newRule } from './rules.ts';

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
  path: namespaces.path,
  body: NamespacePut,
  requires: requiresWrite,
  handle(ctx, { params, body }) {
    const place = namespaces.place(ctx, params, body.location);
    if ('refusal' in place) return refuse(place.refusal);
    const { row: held, ...at } = place;
    if (!held && !isName(at.name)) return refuse(say.nameInvalid);
    if (!held && namespaceByName(ctx.view, at.name)) return refuse(say.nameTaken);
    return written(ctx, { ...at, id: held?.id ?? at.id }, held, body, 'replace');
  },
});

const patchNamespace = armOperation<NamespaceBody>({
  action: write,
  title: 'Update namespace',
  method: 'PATCH',
  path: namespaces.path,
  body: NamespacePatch,
  requires: requiresWrite,
  handle(ctx, { params, body }) {
    const held = namespaces.held(ctx, params);
    if ('ok' in held) return held;
    const { id, name, location } = held;
    return written(ctx, { id, name, location }, held, body, 'merge');
  },
});

const deleteNamespace = armOperation({
  action: `${namespaceType}/Delete`,
  title: 'Delete namespace',
  method: 'DELETE',
  path: namespaces.path,
  handle(ctx, { params }) {
    const { row: held } = namespaces.at(ctx, params);
    if (!held) return ok({ status: 204 });
    endHost(ctx, held.id);
    return ok({ status: 200, changes: removedNamespace(ctx.view, held) });
  },
});

const checkName = nameCheck(
  {
    action: 'Microsoft.ServiceBus/checkNameAvailability/action',
    title: 'Check namespace name',
    path: 'Microsoft.ServiceBus/CheckNameAvailability',
  },
  NameQuestion,
  (ctx, name) => {
    const no = (reason: string, { message }: { message: string }) => ({ nameAvailable: false, reason, message });
    return !isName(name)
      ? no('InvalidName', say.nameInvalid)
      : namespaceByName(ctx.view, name)
        ? no('NameInUse', say.nameTaken)
        : { nameAvailable: true, reason: 'None' };
  },
);

export const namespaceOperations: Operation[] = [
  putNamespace,
  patchNamespace,
  ...namespaces.reads({ one: 'namespace', many: 'namespaces', apart: true }, (_view, row) => namespaceBody(row)),
  deleteNamespace,
  checkName,
];
