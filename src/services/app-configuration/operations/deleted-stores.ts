import { defineOperation, type Ctx, type Operation } from '#kernel/define.ts';
import { ok, refuse } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import { deletedStore, NameQuestion, storeByName, table, type DeletedRow } from '../models.ts';
import { deletedBody, deletedId } from '../store-shape.ts';
import { validName } from './store-operation.ts';
import { purged } from './stores.ts';

const provider = 'Microsoft.AppConfiguration';
const subscription = '/subscriptions/{subscriptionId}';
const deletedPath = `${subscription}/providers/${provider}/locations/{location}/deletedConfigurationStores/{storeName}`;

type Params = Record<string, string>;

/** The soft-deleted store of this name, if it lay in the subscription and location that the path names. */
function held(ctx: Ctx, { subscriptionId, location, storeName = '' }: Params): DeletedRow | undefined {
  const found = deletedStore(ctx.view, storeName, ctx.now);
  const named = `/subscriptions/${subscriptionId}/providers/${provider}/locations/${location}/deletedConfigurationStores/${storeName}`;
  return found && idKey(deletedId(found.store)) === idKey(named) ? found : undefined;
}

const arm = { surface: 'arm', plane: 'control' } as const;

const listDeleted = defineOperation({
  ...arm,
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

const getDeleted = defineOperation({
  ...arm,
  action: `${provider}/locations/deletedConfigurationStores/read`,
  title: 'Get deleted configuration store',
  method: 'GET',
  path: deletedPath,
  handle(ctx, { params }) {
    const found = held(ctx, params);
    return found
      ? ok({ status: 200, body: deletedBody(found) })
      : refuse(say.deletedNotFound(params['storeName'] ?? ''));
  },
});

const purge = defineOperation({
  ...arm,
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
    if (!found) return refuse(say.deletedNotFound(params['storeName'] ?? ''));
    if (found.store.properties.enablePurgeProtection) return refuse(say.purgeNotAllowed);
    return ok({ status: 200, changes: purged(ctx.view, found.store) });
  },
});

const checkName = defineOperation({
  ...arm,
  action: `${provider}/checkNameAvailability/read`,
  title: 'Check configuration store name',
  method: 'POST',
  path: `${subscription}/providers/${provider}/checkNameAvailability`,
  reads: true,
  body: NameQuestion,
  requires: ({ params }) => ({
    action: `${provider}/checkNameAvailability/read`,
    scope: `/subscriptions/${params['subscriptionId']}`,
    plane: 'control',
  }),
  handle(ctx, { body: { name } }) {
    const taken = storeByName(ctx.view, name) ?? deletedStore(ctx.view, name, ctx.now);
    const no = (reason: string, { message }: { message: string }) => ({ nameAvailable: false, reason, message });
    const body = !validName(name)
      ? no('Invalid', say.nameInvalid(name))
      : taken
        ? no('AlreadyExists', say.nameTaken)
        : { nameAvailable: true };
    return ok({ status: 200, body });
  },
});

export const deletedStoreOperations: Operation[] = [listDeleted, getDeleted, purge, checkName];
