import { implement } from '../implement.ts';
import { compact } from '../json.ts';
import { shape } from '../shape.ts';

export const groupCreate = implement('group create', {
  takes: { name: 'text', location: 'text', tags: 'tags?', managedBy: 'text?' },
  run: async ({ name, location, tags, managedBy }, az) =>
    shape(
      'ResourceGroup',
      await az.arm.put(
        `${await az.root()}/resourcegroups/${name}?api-version=2024-11-01`,
        compact({ location, managedBy, tags }),
      ),
    ),
});
