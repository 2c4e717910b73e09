import { implement } from '../../../implement.ts';
import { groupId } from '../../principals.ts';

export const adGroupMemberList = implement('ad group member list', {
  takes: { group: 'text' },
  run: async ({ group }, az) => az.graph.get(`/groups/${await groupId(az, group)}/members`),
});
