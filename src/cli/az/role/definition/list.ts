import { defineCommand } from '../../define.ts';
import { roleGroup, scope } from '../../parameters.ts';
import { list, text } from '../../json.ts';
import { roleScope } from '../scopes.ts';
import { searchDefinitions } from './search.ts';

export const roleDefinitionList = defineCommand({
  words: 'role definition list',
  summary: 'List role definitions.',
  parameters: {
    name: {
      short: 'n',
      help: "Matches the role definition's name (GUID) or roleName (e.g. 'Reader') property. If a GUID is provided, for better performance, use `az role definition show` command.",
    },
    resourceGroup: roleGroup,
    scope,
    customRoleOnly: { kind: 'bool', help: 'Custom roles only(vs. build-in ones).' },
  },
  run: async ({ name, resourceGroup, scope, customRoleOnly }, az) =>
    searchDefinitions(az, name, [await roleScope(az, resourceGroup, scope)], customRoleOnly),
  table: (result) =>
    list(result).map((item) => ({
      Name: text(item, 'roleName'),
      Type: text(item, 'type'),
      Description: text(item, 'description'),
    })),
});
