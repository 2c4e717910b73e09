import { group, identityId, subscriptionId, vaultId } from '../conformance/world.ts';
import type { Base } from './base.ts';
import type { Setup } from './base-directory.ts';
import { sample, type Sample } from './samples.ts';

const armHost = 'https://management.azure.com';
const subscription = `/subscriptions/${subscriptionId}`;
const locked = `${subscription}/resourceGroups/rg-locked`;
const authorization = 'providers/Microsoft.Authorization';
const insights = 'providers/Microsoft.PolicyInsights';
const lockOf = (scope: string, name: string): string => `${scope}/${authorization}/locks/${name}`;
const definitionOf = (name: string): string => `${subscription}/${authorization}/policyDefinitions/${name}`;
const assignmentOf = (scope: string, name: string): string => `${scope}/${authorization}/policyAssignments/${name}`;
const builtIn = (name: string): string => `/${authorization}/policyDefinitions/${name}`;
const requireTag = builtIn('871b6d14-10aa-478d-b590-94f262ecfa99');
const remediation = `${subscription}/${insights}/remediations/held`;

const rule = (effect: string, details?: object) => ({
  properties: {
    mode: 'All',
    displayName: 'A rule',
    parameters: { wanted: { type: 'String', defaultValue: 'x*', allowedValues: ['x*', 'y*'] } },
    policyRule: {
      if: {
        anyOf: [
          { field: 'name', like: "[parameters('wanted')]" },
          {
            allOf: [
              { field: "[concat('tags[', 'gone', ']')]", equals: 'yes' },
              { value: "[field('type')]", exists: true },
            ],
          },
          { not: { field: 'id', notContains: '/resourceGroups/nowhere/' } },
        ],
      },
      then: { effect, ...(details && { details }) },
    },
  },
});
const mends = rule('modify', {
  roleDefinitionIds: ['/providers/microsoft.authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c'],
  operations: [{ operation: 'addOrReplace', field: 'tags[a]', value: 'b' }],
});

/** A lock on a group, a definition, an assignment of one that mends, and its remediation. */
export async function furnishGovernance(setup: Setup): Promise<void> {
  const put = (path: string, version: string, body: object) =>
    setup('PUT', `${armHost}${path}?api-version=${version}`, body);
  await put(locked, '2024-11-01', { location: 'westeurope' });
  await put(lockOf(locked, 'held'), '2016-09-01', { properties: { level: 'CanNotDelete', notes: 'n' } });
  await put(definitionOf('unused'), '2023-04-01', rule('deny'));
  await put(definitionOf('mends'), '2023-04-01', mends);
  await put(assignmentOf(subscription, 'mends'), '2023-04-01', {
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    properties: { policyDefinitionId: definitionOf('mends') },
  });
  await put(remediation, '2021-10-01', { properties: { policyAssignmentId: assignmentOf(subscription, 'mends') } });
}

/** Locks, policies and tags, as the owner of the subscription asks. */
export function governanceSamples(base: Base): Sample[] {
  const arm = (method: string, path: string, version: string, body?: unknown): Sample =>
    sample(
      method,
      `${armHost}${path}${path.includes('?') ? '&' : '?'}api-version=${version}`,
      body,
      base.tokens['owner arm'] ?? '',
    );
  const tags = `${vaultId}/providers/Microsoft.Resources/tags/default`;
  const held = lockOf(locked, 'held');
  const body = {
    properties: { policyDefinitionId: requireTag, parameters: { tagName: { value: 'a' } }, notScopes: [group] },
  };
  return [
    arm('PUT', lockOf(group, 'made'), '2016-09-01', {
      properties: { level: 'ReadOnly', owners: [{ applicationId: 'a' }] },
    }),
    arm('PUT', held, '2016-09-01', { properties: { level: 'ReadOnly' } }),
    arm('GET', held, '2016-09-01'),
    arm('GET', `${subscription}/${authorization}/locks?$filter=atScope()`, '2016-09-01'),
    arm('DELETE', held, '2016-09-01'),
    arm('PUT', definitionOf('made'), '2023-04-01', rule('deny')),
    arm('PUT', definitionOf('made'), '2023-04-01', mends),
    arm('GET', definitionOf('unused'), '2023-04-01'),
    arm('GET', requireTag, '2023-04-01'),
    arm('GET', `${subscription}/${authorization}/policyDefinitions?$filter=policyType%20eq%20'Custom'`, '2023-04-01'),
    arm('DELETE', definitionOf('unused'), '2023-04-01'),
    arm('PUT', assignmentOf(group, 'made'), '2023-04-01', body),
    arm('PATCH', assignmentOf(subscription, 'mends'), '2023-04-01', {
      location: 'westeurope',
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId('id1')]: {} } },
    }),
    arm('GET', assignmentOf(subscription, 'mends'), '2023-04-01'),
    arm('GET', `${group}/${authorization}/policyAssignments?$filter=atScope()`, '2023-04-01'),
    arm('DELETE', assignmentOf(subscription, 'mends'), '2023-04-01'),
    arm('PUT', remediation, '2021-10-01', { properties: { policyAssignmentId: assignmentOf(subscription, 'mends') } }),
    arm('GET', remediation, '2021-10-01'),
    arm('GET', `${subscription}/${insights}/remediations`, '2021-10-01'),
    arm('POST', `${remediation}/listDeployments`, '2021-10-01'),
    arm('DELETE', remediation, '2021-10-01'),
    arm('POST', `${subscription}/${insights}/policyStates/latest/queryResults`, '2019-10-01'),
    arm('PUT', tags, '2021-04-01', { properties: { tags: { a: 'b' } } }),
    arm('PATCH', tags, '2021-04-01', { operation: 'Merge', properties: { tags: { c: 'd' } } }),
    arm('GET', tags, '2021-04-01'),
    arm('DELETE', tags, '2021-04-01'),
    arm('GET', `${subscription}/tagNames`, '2021-04-01'),
  ];
}
