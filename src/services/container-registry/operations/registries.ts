import { defineOperation, type Ctx, type Operation, type RequiresInput } from '#kernel/define.ts';
import { assignPermissions, endHost, setIdentity } from '#kernel/host-identity.ts';
import { placed } from '#kernel/regions.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import * as model from '../models.ts';
import { registryBody, registryProperties } from '../registry-shape.ts';
import { groupAt, onRegistry, registryPath, validName } from './registry-operation.ts';

const { registryType, table } = model;
const read = `${registryType}/read`;
const write = `${registryType}/write`;
const provider = 'Microsoft.ContainerRegistry';

const requiresWrite = ({ params, body }: RequiresInput) => ({
  allOf: [{ action: write, scope: model.registryIdOf(params), plane: 'control' as const }, ...assignPermissions(body)],
});

/** Writes the registry as it is wanted, with the identities that follow from it. */
function stored(
  ctx: Ctx,
  registry: model.RegistryRow,
  body: model.RegistryPatch,
  how: { status: number; mode: 'replace' | 'merge'; before?: model.RegistryRow },
): Outcome {
  const tier = body.sku?.name ?? registry.sku.name;
  const properties = registryProperties(how.before?.properties, body.properties ?? {});
  if (tier !== 'Premium' && properties.networkRuleSet.defaultAction === 'Deny')
    return refuse(say.networkRulesNeedPremium);
  const identity = setIdentity(ctx, registry, how.before?.identity, body.identity, how.mode);
  if ('refusal' in identity) return refuse(identity.refusal);
  const next: model.RegistryRow = {
    ...registry,
    sku: { name: tier, tier },
    properties,
    ...(body.tags && { tags: body.tags }),
    ...(identity.identity && { identity: identity.identity }),
    changedAt: ctx.now,
  };
  const passwords = (): model.PasswordsRow => ({
    password: passwordAnew(ctx, next.id),
    password2: passwordAnew(ctx, next.id),
  });
  return ok({
    status: how.status,
    body: registryBody(next),
    changes: [
      put('resources', idKey(next.id), next),
      put(table.names, next.name.toLowerCase(), { id: next.id }),
      ...(how.before ? [] : [put(table.passwords, idKey(next.id), passwords())]),
    ],
  });
}

export const passwordAnew = (ctx: Ctx, id: string): string =>
  model.digestOf(ctx.newId('registryPassword', id)).slice('sha256:'.length, 'sha256:'.length + 52);

const putRegistry = defineOperation<model.RegistryPut>({
  action: write,
  title: 'Create or update container registry',
  surface: 'arm',
  plane: 'control',
  method: 'PUT',
  path: registryPath,
  body: model.RegistryPut,
  requires: requiresWrite,
  handle(ctx, { params, body }) {
    const name = params['registryName'] ?? '';
    const group = groupAt(ctx, model.registryIdOf(params));
    if (!group) return refuse(say.groupNotFound(params['resourceGroupName'] ?? ''));
    const id = `${group.id}/providers/${registryType}/${name}`;
    const held = model.registryById(ctx.view, id);
    const existing = held && { existing: held.location };
    const place = placed(body.location ?? undefined, { name, type: registryType, group: group.name, ...existing });
    if ('refusal' in place) return refuse(place.refusal);
    if (held) {
      const { tags: _before, ...rest } = held;
      return stored(ctx, rest, body, { status: 200, mode: 'replace', before: held });
    }
    if (!validName(name)) return refuse(say.registryNameInvalid);
    if (model.registryByName(ctx.view, name)) return refuse(say.nameTaken(model.loginServerOf({ name })));
    const fresh = { id, name, type: registryType, location: place.region, createdAt: ctx.now, changedAt: ctx.now };
    const sku = { name: body.sku.name, tier: body.sku.name };
    const properties = registryProperties(undefined, {});
    return stored(ctx, { ...fresh, sku, properties }, body, { status: 201, mode: 'replace' });
  },
});

const patchRegistry = onRegistry({
  action: write,
  title: 'Update container registry',
  method: 'PATCH',
  body: model.RegistryPatch,
  requires: requiresWrite,
  handle: (ctx, { body }, held) =>
    stored(ctx, held, body as model.RegistryPatch, { status: 200, mode: 'merge', before: held }),
});

const getRegistry = onRegistry({
  action: read,
  title: 'Get container registry',
  method: 'GET',
  handle: (_ctx, _input, held) => ok({ status: 200, body: registryBody(held) }),
});

const deleteRegistry = defineOperation({
  action: `${registryType}/delete`,
  title: 'Delete container registry',
  surface: 'arm',
  plane: 'control',
  method: 'DELETE',
  path: registryPath,
  requires: ({ params }) => ({ action: `${registryType}/delete`, scope: model.registryIdOf(params), plane: 'control' }),
  handle(ctx, { params }) {
    const held = model.registryById(ctx.view, model.registryIdOf(params));
    if (!held) return ok({ status: 204 });
    endHost(ctx, held.id);
    const key = idKey(held.id);
    return ok({
      status: 200,
      changes: [
        remove('resources', key),
        remove(table.names, held.name.toLowerCase()),
        remove(table.passwords, key),
        ...model
          .imagesOf(ctx.view, held.id)
          .map(({ repository, tag }) => remove(table.images, model.imageKey(held.id, repository, tag))),
      ],
    });
  },
});

const below = (ctx: Ctx, scope: string, mayRead: (registry: model.RegistryRow) => boolean): unknown[] =>
  ctx.view
    .all<{ id: string }>(table.names)
    .map(({ id }) => model.registryById(ctx.view, id))
    .filter((one): one is model.RegistryRow => one !== undefined && covers(scope, one.id) && mayRead(one))
    .map(registryBody);

const listByGroup = defineOperation({
  action: read,
  title: 'List container registries of a resource group',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/${registryType}`,
  handle(ctx, { params }) {
    const scope = `/subscriptions/${params['subscriptionId']}/resourceGroups/${params['resourceGroupName']}`;
    if (!ctx.view.get('resourceGroups', idKey(scope)))
      return refuse(say.groupNotFound(params['resourceGroupName'] ?? ''));
    return ok({ status: 200, body: { value: below(ctx, scope, () => true) } });
  },
});

const listBySubscription = defineOperation({
  action: read,
  title: 'List container registries of a subscription',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: `/subscriptions/{subscriptionId}/providers/${registryType}`,
  // Resource Manager shows of a subscription what the caller may read of it, be it nothing.
  requires: () => undefined,
  handle(ctx, { params }) {
    const id = params['subscriptionId'] ?? '';
    if (!ctx.view.get('subscriptions', id.toLowerCase())) return refuse(say.subscriptionNotFound(id));
    const mayRead = (registry: model.RegistryRow): boolean =>
      ctx.decide({ action: read, scope: registry.id, plane: 'control' }, ctx.caller).allowed;
    return ok({ status: 200, body: { value: below(ctx, `/subscriptions/${id}`, mayRead) } });
  },
});

const checkName = defineOperation({
  action: `${provider}/checkNameAvailability/read`,
  title: 'Check container registry name',
  surface: 'arm',
  plane: 'control',
  method: 'POST',
  path: `/subscriptions/{subscriptionId}/providers/${provider}/checkNameAvailability`,
  reads: true,
  body: model.NameQuestion,
  requires: ({ params }) => ({
    action: `${provider}/checkNameAvailability/read`,
    scope: `/subscriptions/${params['subscriptionId']}`,
    plane: 'control',
  }),
  handle(ctx, { body: { name } }) {
    const no = (reason: string, message: string) => ({ nameAvailable: false, reason, message });
    const body = !validName(name)
      ? no('Invalid', say.registryNameInvalid.message)
      : model.registryByName(ctx.view, name)
        ? no('AlreadyExists', say.nameInUse(name))
        : { nameAvailable: true };
    return ok({ status: 200, body });
  },
});

export const registryOperations: Operation[] = [
  putRegistry,
  patchRegistry,
  getRegistry,
  deleteRegistry,
  listByGroup,
  listBySubscription,
  checkName,
];
