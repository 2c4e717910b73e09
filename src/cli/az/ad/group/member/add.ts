import { defineCommand } from '../../../define.ts';
import { graphGroup, memberId } from '../../../parameters.ts';
import { groupId } from '../../principals.ts';

export const adGroupMemberAdd = defineCommand({
  words: 'ad group member add',
  summary: 'Add a member to a group.',
  tenantLevel: true,
  parameters: {
    group: graphGroup,
    memberId,
  },
  run: async ({ group, memberId: member }, az) => {
    const path = `/groups/${await groupId(az, group)}/members/$ref`;
    await az.graph.call('POST', path, { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${member}` });
    return undefined;
  },
});
