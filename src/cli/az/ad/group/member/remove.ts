import { implement } from '../../../implement.ts';
import { groupId } from '../../principals.ts';

export const adGroupMemberRemove = implement('ad group member remove', {
  takes: { group: 'text', memberId: 'text' },
  run: async ({ group, memberId: member }, az) => {
    await az.graph.call('DELETE', `/groups/${await groupId(az, group)}/members/${member}/$ref`);
    return undefined;
  },
});
