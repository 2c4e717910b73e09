import { armOperation, nameCheck } from '#kernel/arm-type.ts';
import type { Ctx, Operation, RequiresInput } from '#kernel/define.ts';
import { assignPermissions, endHost, setIdentity } from '#kernel/host-identity.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import * as model from '../models.ts';
import { registryBody, registryProperties } from '../registry-shape.ts';

const { registries, registryType, table } = model;
const write = `${registryType}/write`;
const provider = 'Microsoft.ContainerRegistry';

const validName = (name: string): boolean => /^[a-z0-9]{5,50}$/i.test(name);

const requiresWrite = ({ params, body }: RequiresInput) => ({
  allOf: [{ action: write, scope: registries.idOf(params), plane: 'control' as const }, ...assignPermissions(body)],
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

const putRegistry = armOperation<model.RegistryPut>({
  action: write,
  title: 'Create or update container registry',
  method: 'PUT',
  path: registries.path,
  body: model.RegistryPut,
  requires: requiresWrite,
  handle(ctx, { params, body }) {
    const place = registries.place(ctx, params, body.location);
    if ('refusal' in place) return refuse(place.refusal);
    const { row: held, ...at } = place;
    const { name } = at;
    if (held) {
      const { tags: _before, ...rest } = held;
      return stored(ctx, rest, body, { status: 200, mode: 'replace', before: held });
    }
    if (!validName(name)) return refuse(say.registryNameInvalid);
    if (model.registryByName(ctx.view, name)) return refuse(say.nameTaken(model.loginServerOf({ name })));
    const fresh = { ...at, type: registryType, createdAt: ctx.now, changedAt: ctx.now };
    const sku = { name: body.sku.name, tier: body.sku.name };
    const properties = registryProperties(undefined, {});
    return stored(ctx, { ...fresh, sku, properties }, body, { status: 201, mode: 'replace' });
  },
});

const patchRegistry = registries.on({
  action: write,
  title: 'Update container registry',
  method: 'PATCH',
  body: model.RegistryPatch,
  requires: requiresWrite,
  handle: (ctx, { body }, held) => stored(ctx, held, body, { status: 200, mode: 'merge', before: held }),
});

const deleteRegistry = armOperation({
  action: `${registryType}/delete`,
  title: 'Delete container registry',
  method: 'DELETE',
  path: registries.path,
  requires: ({ params }) => ({ action: `${registryType}/delete`, scope: registries.idOf(params), plane: 'control' }),
  handle(ctx, { params }) {
    const { row: held } = registries.at(ctx, params);
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

const checkName = nameCheck(
  {
    action: `${provider}/checkNameAvailability/read`,
    title: 'Check container registry name',
    path: `${provider}/checkNameAvailability`,
  },
  model.NameQuestion,
  (ctx, name) => {
    const no = (reason: string, message: string) => ({ nameAvailable: false, reason, message });
    return !validName(name)
      ? no('Invalid', say.registryNameInvalid.message)
      : model.registryByName(ctx.view, name)
        ? no('AlreadyExists', say.nameInUse(name))
        : { nameAvailable: true };
  },
);

export const registryOperations: Operation[] = [
  putRegistry,
  patchRegistry,
  ...registries.reads({ one: 'container registry', many: 'container registries', apart: true }, (_view, row) =>
    registryBody(row),
  ),
  deleteRegistry,
  checkName,
];
