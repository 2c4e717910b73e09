import { implement } from '../../implement.ts';
import { groupId } from '../principals.ts';

export const adGroupShow = implement('ad group show', {
  takes: { group: 'text' },
  run: async ({ group }, az) => az.graph.get(`/groups/${await groupId(az, group)}`),
});
