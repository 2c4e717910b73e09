import { defineOperation } from '#kernel/define.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { SubscriptionRow, TenantRow } from '#kernel/rows.ts';
import type { Tags } from '#kernel/tags.ts';
import type { View } from '#kernel/tables.ts';
import { subscriptionNotFound } from '#kernel/arm-errors.ts';
import { locations } from '../data/locations.ts';
import { unseen, visibleSubscriptions } from '../seen.ts';
import { subscriptionTags } from './tags.ts';

const tagsIn = (tags: Tags) => Object.keys(tags).length > 0 && { tags };

const shape = (view: View, { subscriptionId, displayName, tenantId, state }: SubscriptionRow) => ({
  id: `/subscriptions/${subscriptionId}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId,
  tenantId,
  displayName,
  state,
  subscriptionPolicies: {
    locationPlacementId: 'Public_2014-09-01',
    quotaId: 'PayAsYouGo_2014-09-01',
    spendingLimit: 'Off',
  },
  ...tagsIn(subscriptionTags(view, `/subscriptions/${subscriptionId}`)),
});

const read = 'Microsoft.Resources/subscriptions/read';

const listSubscriptions = defineOperation({
  action: read,
  title: 'Get subscriptions',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions',
  requires: () => undefined,
  handle(ctx) {
    const visible = visibleSubscriptions(ctx);
    const value = ctx.view
      .all<SubscriptionRow>('subscriptions')
      .filter(({ subscriptionId }) => visible.has(subscriptionId));
    return ok({
      status: 200,
      body: { value: value.map((row) => shape(ctx.view, row)), count: { type: 'Total', value: value.length } },
    });
  },
});

const getSubscription = defineOperation({
  action: read,
  title: 'Get subscription',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}',
  requires: () => undefined,
  handle(ctx, input) {
    const refusal = unseen(ctx, input, read);
    if (refusal) return refuse(refusal);
    const id = input.params.subscriptionId ?? '';
    const row = ctx.view.get<SubscriptionRow>('subscriptions', id.toLowerCase());
    return row ? ok({ status: 200, body: shape(ctx.view, row) }) : refuse(subscriptionNotFound(id));
  },
});

const listLocations = defineOperation({
  action: 'Microsoft.Resources/subscriptions/locations/read',
  title: 'Get locations',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/locations',
  requires: () => undefined,
  handle(ctx, input) {
    const refusal = unseen(ctx, input, 'Microsoft.Resources/subscriptions/locations/read');
    if (refusal) return refuse(refusal);
    const value = locations.map((one) => ({
      id: `/subscriptions/${input.params.subscriptionId ?? ''}/locations/${one.name}`,
      ...one,
    }));
    return ok({ status: 200, body: { value } });
  },
});

const listTenants = defineOperation({
  action: 'Microsoft.Resources/tenants/read',
  title: 'Get tenants',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/tenants',
  requires: () => undefined,
  handle(ctx) {
    const value = ctx.view.all<TenantRow>('tenants').map(({ tenantId, displayName, domain }) => ({
      id: `/tenants/${tenantId}`,
      tenantId,
      displayName,
      domains: [domain],
      defaultDomain: domain,
      tenantCategory: 'Home',
      tenantType: 'AAD',
    }));
    return ok({ status: 200, body: { value } });
  },
});

export const subscriptionOperations = [listSubscriptions, getSubscription, listLocations, listTenants];
