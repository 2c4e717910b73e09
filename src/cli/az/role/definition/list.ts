import { implement } from '../../implement.ts';
import { list, text } from '../../json.ts';
import { roleScope } from '../scopes.ts';
import { searchDefinitions } from './search.ts';

export const roleDefinitionList = implement('role definition list', {
  takes: { name: 'text?', resourceGroup: 'text?', scope: 'text?', customRoleOnly: 'bool?' },
  run: async ({ name, resourceGroup, scope, customRoleOnly }, az) =>
    searchDefinitions(az, name, [await roleScope(az, resourceGroup, scope)], customRoleOnly),
  table: (result) =>
    list(result).map((item) => ({
      Name: text(item, 'roleName'),
      Type: text(item, 'type'),
      Description: text(item, 'description'),
    })),
});
