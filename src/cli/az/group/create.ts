import { defineCommand } from '../define.ts';
import { location, required, tags } from '../parameters.ts';
import { compact } from '../json.ts';
import { shape } from '../shape.ts';

export const groupCreate = defineCommand({
  words: 'group create',
  summary: 'Create a new resource group.',
  parameters: {
    name: {
      options: ['--name', '--resource-group', '-n', '-g'],
      required: true,
      help: 'Name of the new resource group.',
    },
    location: required(location),
    tags,
    managedBy: { help: 'The ID of the resource that manages this resource group.' },
  },
  examples: [
    {
      says: 'Create a new resource group in the West US region.',
      line: 'az group create -l westus -n MyResourceGroup\n',
    },
  ],
  run: async ({ name, location, tags, managedBy }, az) =>
    shape(
      'ResourceGroup',
      await az.arm.put(
        `${await az.root()}/resourcegroups/${name}?api-version=2024-11-01`,
        compact({ location, managedBy, tags }),
      ),
    ),
});
