import { armOperation, nameCheck, type Params } from '#kernel/arm-type.ts';
import type { Ctx, Operation } from '#kernel/define.ts';
import { ok, refuse } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import { deletedStore, NameQuestion, storeByName, table, type DeletedRow } from '../models.ts';
import { deletedBody, deletedId } from '../store-shape.ts';
import { purged, validName } from './stores.ts';

const provider = 'Microsoft.AppConfiguration';
const subscription = '/subscriptions/{subscriptionId}';
const deletedPath = `${subscription}/providers/${provider}/locations/{location}/deletedConfigurationStores/{name}`;

/** The soft-deleted store of this name, if it lay in the subscription and location that the path names. */
function held(ctx: Ctx, { subscriptionId, location, name = '' }: Params): DeletedRow | undefined {
  const found = deletedStore(ctx.view, name, ctx.now);
  const named = `/subscriptions/${subscriptionId}/providers/${provider}/locations/${location}/deletedConfigurationStores/${name}`;
  return found && idKey(deletedId(found.store)) === idKey(named) ? found : undefined;
}

const listDeleted = armOperation({
  action: `${provider}/deletedConfigurationStores/read`,
  title: 'List deleted configuration stores',
  method: 'GET',
  path: `${subscription}/providers/${provider}/deletedConfigurationStores`,
  requires: ({ params }) => ({
    action: `${provider}/deletedConfigurationStores/read`,
    scope: `/subscriptions/${params['subscriptionId']}`,
    plane: 'control',
  }),
  handle(ctx, { params }) {
    const rows = ctx.view
      .all<DeletedRow>(table.deleted)
      .filter(
        ({ store, purgeAt }) => purgeAt > ctx.now && covers(`/subscriptions/${params['subscriptionId']}`, store.id),
      );
    return ok({ status: 200, body: { value: rows.map(deletedBody) } });
  },
});

const getDeleted = armOperation({
  action: `${provider}/locations/deletedConfigurationStores/read`,
  title: 'Get deleted configuration store',
  method: 'GET',
  path: deletedPath,
  handle(ctx, { params }) {
    const found = held(ctx, params);
    return found ? ok({ status: 200, body: deletedBody(found) }) : refuse(say.deletedNotFound(params['name'] ?? ''));
  },
});

const purge = armOperation({
  action: `${provider}/locations/deletedConfigurationStores/purge/action`,
  title: 'Purge deleted configuration store',
  method: 'POST',
  path: `${deletedPath}/purge`,
  requires: ({ url }) => ({
    action: `${provider}/locations/deletedConfigurationStores/purge/action`,
    scope: url.path.replace(/\/purge$/i, ''),
    plane: 'control',
  }),
  handle(ctx, { params }) {
    const found = held(ctx, params);
    if (!found) return refuse(say.deletedNotFound(params['name'] ?? ''));
    if (found.store.properties.enablePurgeProtection) return refuse(say.purgeNotAllowed);
    return ok({ status: 200, changes: purged(ctx.view, found.store) });
  },
});

const checkName = nameCheck(
  {
    action: `${provider}/checkNameAvailability/read`,
    title: 'Check configuration store name',
    path: `${provider}/checkNameAvailability`,
  },
  NameQuestion,
  (ctx, name) => {
    const taken = storeByName(ctx.view, name) ?? deletedStore(ctx.view, name, ctx.now);
    const no = (reason: string, { message }: { message: string }) => ({ nameAvailable: false, reason, message });
    return !validName(name)
      ? no('Invalid', say.nameInvalid(name))
      : taken
        ? no('AlreadyExists', say.nameTaken)
        : { nameAvailable: true };
  },
);

export const deletedStoreOperations: Operation[] = [listDeleted, getDeleted, purge, checkName];
