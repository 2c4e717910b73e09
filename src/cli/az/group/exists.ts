import { defineCommand } from '../define.ts';
import { groupName } from '../parameters.ts';
import { serviceError } from '../errors.ts';

export const groupExists = defineCommand({
  words: 'group exists',
  summary: 'Check if a resource group exists.',
  parameters: {
    name: groupName,
  },
  examples: [{ says: "Check if 'MyResourceGroup' exists.", line: 'az group exists -n MyResourceGroup\n' }],
  run: async ({ name }, az) => {
    const path = `${await az.root()}/resourcegroups/${name}?api-version=2024-11-01`;
    const response = await az.arm.send('HEAD', path);
    if (response.status >= 400 && response.status !== 404) throw serviceError(response);
    return response.status !== 404;
  },
});
