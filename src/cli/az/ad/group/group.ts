import type { Az } from '../../context.ts';
import { implement } from '../../implement.ts';
import { addOwner } from '../owners.ts';
import { groupId } from '../principals.ts';

export const adGroupDelete = implement('ad group delete', {
  takes: { group: 'text' },
  run: async ({ group }, az) => az.graph.call('DELETE', `/groups/${await groupId(az, group)}`),
});

export const adGroupGetMemberGroups = implement('ad group get-member-groups', {
  takes: { group: 'text', securityEnabledOnly: 'bool?' },
  run: async ({ group, securityEnabledOnly = false }, az) =>
    az.graph.call('POST', `/groups/${await groupId(az, group)}/getMemberGroups`, { securityEnabledOnly }),
});

const path = async (az: Az, group: string): Promise<string> => `/groups/${await groupId(az, group)}`;

export const adGroupOwnerList = implement('ad group owner list', {
  takes: { group: 'text' },
  run: async ({ group }, az) => az.graph.get(`${await path(az, group)}/owners`),
});

export const adGroupOwnerAdd = implement('ad group owner add', {
  takes: { group: 'text', ownerObjectId: 'text' },
  run: async ({ group, ownerObjectId }, az) => addOwner(az, await path(az, group), ownerObjectId),
});

export const adGroupOwnerRemove = implement('ad group owner remove', {
  takes: { group: 'text', ownerObjectId: 'text' },
  run: async ({ group, ownerObjectId }, az) =>
    az.graph.call('DELETE', `${await path(az, group)}/owners/${ownerObjectId}/$ref`),
});
