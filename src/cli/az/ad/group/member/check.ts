import { implement } from '../../../implement.ts';
import { list } from '../../../json.ts';
import { groupId } from '../../principals.ts';

export const adGroupMemberCheck = implement('ad group member check', {
  takes: { group: 'text', memberId: 'text' },
  run: async ({ group, memberId: member }, az) => {
    const id = await groupId(az, group);
    const found = list(
      await az.graph.call('POST', `/directoryObjects/${member}/checkMemberGroups`, { groupIds: [id] }),
    );
    return { value: found.includes(id) };
  },
});
