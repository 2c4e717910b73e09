import { defineCommand } from '../../../define.ts';
import { graphGroup } from '../../../parameters.ts';
import { groupId } from '../../principals.ts';

export const adGroupMemberList = defineCommand({
  words: 'ad group member list',
  summary: 'Get the members of a group.',
  tenantLevel: true,
  parameters: {
    group: graphGroup,
  },
  run: async ({ group }, az) => az.graph.get(`/groups/${await groupId(az, group)}/members`),
});
