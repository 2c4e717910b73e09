import { defineOperation } from '#kernel/define.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { ArmResource, SubscriptionRow } from '#kernel/rows.ts';
import { idKey, parseResourceId } from '#kernel/scope.ts';
import { identities, identityId, identityType } from '../models.ts';

/** The resources that use an identity. Source: REST API "User Assigned Identities - List Associated Resources". */
export const associatedResources = defineOperation({
  action: `${identityType}/listAssociatedResources/action`,
  title: 'List associated resources for User Assigned Identity',
  surface: 'arm',
  plane: 'control',
  method: 'POST',
  path: `/subscriptions/{subscriptionId}/resourceGroups/{group}/providers/${identityType}/{name}/listAssociatedResources`,
  reads: true,
  requires: ({ params: { subscriptionId = '', group = '', name = '' } }) => ({
    action: `${identityType}/listAssociatedResources/action`,
    scope: identityId(subscriptionId, group, name),
    plane: 'control',
  }),
  handle(ctx, { params: { subscriptionId = '', group = '', name = '' } }) {
    const id = identityId(subscriptionId, group, name);
    if (!identities.find(ctx.view, id)) return refuse(identities.notFound(id));
    const uses = ({ identity }: ArmResource): boolean =>
      Object.keys(identity?.userAssignedIdentities ?? {}).some((one) => idKey(one) === idKey(id));
    const value = ctx.view
      .all<ArmResource>('resources')
      .filter(uses)
      .map((row) => {
        const parsed = parseResourceId(row.id);
        const subscription = ctx.view.get<SubscriptionRow>('subscriptions', parsed?.subscriptionId ?? '');
        return {
          id: row.id,
          name: row.name,
          type: row.type,
          resourceGroup: parsed?.resourceGroup,
          subscriptionId: parsed?.subscriptionId,
          subscriptionDisplayName: subscription?.displayName,
        };
      });
    return ok({ status: 200, body: { totalCount: value.length, value } });
  },
});
