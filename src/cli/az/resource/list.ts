import { implement } from '../implement.ts';
import { quote } from '../arm.ts';
import { list, text } from '../json.ts';
import { shapes } from '../shape.ts';
import { resourceFilter } from './filter.ts';

export const resourceList = implement('resource list', {
  takes: {
    resourceGroup: 'text?',
    namespace: 'text?',
    resourceType: 'text?',
    name: 'text?',
    tag: 'tags?',
    location: 'text?',
  },
  run: async ({ resourceGroup, namespace, resourceType, name, tag, location }, az) => {
    const root = await az.root();
    if (resourceGroup !== undefined) await az.arm.get(`${root}/resourcegroups/${resourceGroup}?api-version=2024-11-01`);
    const filter = resourceFilter({ resourceGroup, namespace, resourceType, name, tag, location });
    const expand = quote('createdTime,changedTime,provisioningState');
    const path = `${root}/resources?$filter=${quote(filter)}&$expand=${expand}&api-version=2024-11-01`;
    return shapes('GenericResourceExpanded', await az.arm.list(path));
  },
  table: (result) =>
    list(result).map((resource) => ({
      Name: text(resource, 'name'),
      ResourceGroup: text(resource, 'resourceGroup'),
      Location: text(resource, 'location'),
      Type: text(resource, 'type'),
      Status: ' ',
    })),
});
