import { normalRange } from '#kernel/addresses.ts';
import type { Operation } from '#kernel/define.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type * as z from 'zod/mini';
import * as say from '../errors.ts';
import { namespaces, namespaceType, NetworkBody, type NamespaceRow } from '../models.ts';
import { networkBody } from '../shapes.ts';
import { armOperation, below } from './arm-operation.ts';

const path = `${namespaces.path}/networkRuleSets/default`;
const action = `${namespaceType}/networkrulesets`;

const getNetwork = armOperation({
  action: `${action}/read`,
  title: 'Get network rules',
  method: 'GET',
  path,
  handle: (ctx, input) => below(ctx, input, ({ namespace }) => ok({ status: 200, body: networkBody(namespace) })),
});

const listNetworks = armOperation({
  action: `${action}/read`,
  title: 'List network rules',
  method: 'GET',
  path: `${namespaces.path}/networkRuleSets`,
  handle: (ctx, input) =>
    below(ctx, input, ({ namespace }) => ok({ status: 200, body: { value: [networkBody(namespace)] } })),
});

/** The whole set is written anew: what is not given takes its default. */
const putNetwork = armOperation<z.infer<typeof NetworkBody>>({
  action: `${action}/write`,
  title: 'Set network rules',
  method: 'PUT',
  path,
  body: NetworkBody,
  handle: (ctx, { params, body: { properties } }) =>
    below(ctx, { params }, ({ namespace }) => {
      if (properties.virtualNetworkRules?.length) return refuse(say.notSimulatedHere('A rule for a virtual network'));
      const rules = (properties.ipRules ?? []).map(({ ipMask }) => ({ ipMask, action: 'Allow' as const }));
      const odd = rules.find(({ ipMask }) => !normalRange(ipMask));
      if (odd) return refuse(say.addressInvalid(odd.ipMask));
      const row: NamespaceRow = {
        ...namespace,
        properties: {
          ...namespace.properties,
          publicNetworkAccess: properties.publicNetworkAccess ?? namespace.properties.publicNetworkAccess,
        },
        network: {
          defaultAction: properties.defaultAction ?? 'Allow',
          trustedServiceAccessEnabled: properties.trustedServiceAccessEnabled ?? false,
          ipRules: rules,
        },
        changedAt: ctx.now,
      };
      return ok({ status: 200, body: networkBody(row), changes: [put('resources', idKey(row.id), row)] });
    }),
});

export const networkOperations: Operation[] = [getNetwork, listNetworks, putNetwork];
