import { defineCommand } from '../../../define.ts';
import { graphGroup, memberId } from '../../../parameters.ts';
import { groupId } from '../../principals.ts';

export const adGroupMemberRemove = defineCommand({
  words: 'ad group member remove',
  summary: 'Remove a member from a group.',
  tenantLevel: true,
  parameters: {
    group: graphGroup,
    memberId,
  },
  run: async ({ group, memberId: member }, az) => {
    await az.graph.call('DELETE', `/groups/${await groupId(az, group)}/members/${member}/$ref`);
    return undefined;
  },
});
