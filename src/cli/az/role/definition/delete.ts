import { implement } from '../../implement.ts';
import { text } from '../../json.ts';
import { authorizationPath, roleScope } from '../scopes.ts';
import { searchDefinitions } from './search.ts';

export const roleDefinitionDelete = implement('role definition delete', {
  takes: { name: 'text', resourceGroup: 'text?', scope: 'text?', customRoleOnly: 'bool?' },
  run: async ({ name, resourceGroup, scope, customRoleOnly }, az) => {
    const at = await roleScope(az, resourceGroup, scope);
    for (const role of await searchDefinitions(az, name, [at], customRoleOnly)) {
      const path = `${authorizationPath(at, 'roleDefinitions')}/${text(role, 'name')}`;
      await az.arm.call('DELETE', `${path}?api-version=2022-05-01-preview`);
    }
    return undefined;
  },
});
