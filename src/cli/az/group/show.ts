import { defineCommand } from '../define.ts';
import { groupName } from '../parameters.ts';
import { shape } from '../shape.ts';

export const groupShow = defineCommand({
  words: 'group show',
  summary: 'Gets a resource group.',
  parameters: {
    name: groupName,
  },
  run: async ({ name }, az) =>
    shape('ResourceGroup', await az.arm.get(`${await az.root()}/resourcegroups/${name}?api-version=2024-11-01`)),
});
