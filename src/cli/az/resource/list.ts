import { defineCommand } from '../define.ts';
import { quote } from '../arm.ts';
import { list, text } from '../json.ts';
import { shapes } from '../shape.ts';
import { resourceFilter } from './filter.ts';

export const resourceList = defineCommand({
  words: 'resource list',
  summary: 'List resources.',
  parameters: {
    resourceGroup: {
      short: 'g',
      configured: 'group',
      group: 'Resource Id',
      help: 'Name of resource group. You can configure the default group using `az configure --defaults group=<name>`.',
    },
    namespace: { group: 'Resource Id', help: "Provider namespace (Ex: 'Microsoft.Provider')." },
    resourceType: {
      group: 'Resource Id',
      help: "The resource type (Ex: 'resC'). Can also accept namespace/type format (Ex: 'Microsoft.Provider/resC').",
    },
    name: { short: 'n', help: 'The resource name. (Ex: myC).' },
    tag: { takes: 'maybe', kind: 'tag', help: "A single tag in 'key[=value]' format. Use '' to clear existing tags." },
    location: {
      short: 'l',
      kind: 'location',
      help: 'Location. Values from: `az account list-locations`. You can configure the default location using `az configure --defaults location=<location>`.',
    },
  },
  examples: [
    { says: 'List all resources in the West US region.', line: 'az resource list --location westus\n' },
    { says: "List all resources with the name 'resourceName'.", line: "az resource list --name 'resourceName'\n" },
    { says: "List all resources with the tag 'test'.", line: 'az resource list --tag test\n' },
    { says: "List all resources with a tag that starts with 'test'.", line: "az resource list --tag 'test*'\n" },
    {
      says: "List all resources with the tag 'test' that have the value 'example'.",
      line: 'az resource list --tag test=example\n',
    },
  ],
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
