import { armOperation } from '#kernel/arm-type.ts';
import { regions } from '#kernel/regions.ts';
import { ok } from '#kernel/result.ts';
import { stackList } from '../stacks.ts';

const stacks = (['webAppStacks', 'functionAppStacks'] as const).map((type) =>
  armOperation({
    action: `Microsoft.Web/${type}/read`,
    title: type === 'webAppStacks' ? 'List web app stacks' : 'List function app stacks',
    method: 'GET',
    path: `/providers/Microsoft.Web/${type}`,
    // Whoever is signed in may read them: they belong to no subscription.
    requires: () => undefined,
    handle: () => ok({ status: 200, body: { value: stackList(type), nextLink: null, id: null } }),
  }),
);

/** Where App Service is to be had; every region offers each kind of plan here. */
const geoRegions = armOperation({
  action: 'Microsoft.Web/geoRegions/read',
  title: 'List regions of App Service',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.Web/geoRegions',
  requires: ({ params }) => ({
    action: 'Microsoft.Web/geoRegions/read',
    scope: `/subscriptions/${params['subscriptionId']}`,
    plane: 'control',
  }),
  handle: (_ctx, { params }) => {
    const root = `/subscriptions/${params['subscriptionId']}/providers/Microsoft.Web/geoRegions`;
    const value = Object.values(regions).map((title) => ({
      id: `${root}/${title}`,
      name: title,
      type: 'Microsoft.Web/geoRegions',
      properties: { name: title, description: null, displayName: title, orgDomain: 'PUBLIC' },
    }));
    return ok({ status: 200, body: { value, nextLink: null, id: null } });
  },
});

/** What App Service offers: languages and their versions, and regions. */
export const stackOperations = [...stacks, geoRegions];
