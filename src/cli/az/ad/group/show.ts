import { defineCommand } from '../../define.ts';
import { graphGroup } from '../../parameters.ts';
import { groupId } from '../principals.ts';

export const adGroupShow = defineCommand({
  words: 'ad group show',
  summary: 'Get the details of a group.',
  tenantLevel: true,
  parameters: {
    group: graphGroup,
  },
  run: async ({ group }, az) => az.graph.get(`/groups/${await groupId(az, group)}`),
});
