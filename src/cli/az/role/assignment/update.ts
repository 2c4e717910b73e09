import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { compact, text } from '../../json.ts';
import { shape } from '../../shape.ts';
import { readShellJson } from '../../shell-json.ts';
import { authorizationPath, clientSubscription } from '../scopes.ts';

export const roleAssignmentUpdate = implement('role assignment update', {
  takes: { roleAssignment: 'text' },
  run: async ({ roleAssignment }, az) => {
    const given = readShellJson((await az.files.read(roleAssignment)) ?? roleAssignment);
    const [scope, name] = [text(given, 'scope'), text(given, 'name')];
    await clientSubscription(az, scope);
    const path = `${authorizationPath(scope, 'roleAssignments')}/${name}?api-version=2022-04-01`;
    const old = shape('RoleAssignment', await az.arm.get(path));
    if (text(given, 'conditionVersion').startsWith('1.') && text(old, 'conditionVersion').startsWith('2.'))
      throw new CliError("Condition version cannot be downgraded to '1.X'.");
    const set = (key: string): string | undefined => text(given, key) || undefined;
    const properties = compact({
      roleDefinitionId: set('roleDefinitionId'),
      principalId: set('principalId'),
      principalType: set('principalType') ?? text(old, 'principalType'),
      description: set('description'),
      condition: set('condition'),
      conditionVersion: set('conditionVersion'),
      delegatedManagedIdentityResourceId: set('delegatedManagedIdentityResourceId'),
    });
    return shape('RoleAssignment', await az.arm.put(path, { properties }));
  },
});
