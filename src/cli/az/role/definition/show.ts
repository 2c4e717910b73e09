import { implement } from '../../implement.ts';
import { CliError } from '../../errors.ts';
import { shape } from '../../shape.ts';
import { authorizationPath } from '../scopes.ts';

export const roleDefinitionShow = implement('role definition show', {
  takes: { scope: 'text?', name: 'text?', id: 'text?' },
  run: async ({ scope, name, id }, az) => {
    if (scope === undefined && name === undefined && id === undefined)
      throw new CliError('Usage error: Provide --scope and --name, or --id');
    if (id === undefined && (name === undefined || scope === undefined))
      throw new CliError('Usage error: Provide both --scope and --name');
    const path = id ?? `${authorizationPath(scope ?? '', 'roleDefinitions')}/${name}`;
    return shape('RoleDefinition', await az.arm.get(`${path}?api-version=2022-05-01-preview`));
  },
});
