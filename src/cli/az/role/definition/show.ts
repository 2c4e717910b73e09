import { defineCommand } from '../../define.ts';
import { scope } from '../../parameters.ts';
import { CliError } from '../../errors.ts';
import { shape } from '../../shape.ts';
import { authorizationPath } from '../scopes.ts';

export const roleDefinitionShow = defineCommand({
  words: 'role definition show',
  summary: 'Show a role definition.',
  parameters: {
    scope,
    name: { short: 'n', help: "The role definition's name (GUID)." },
    id: {
      help: 'The fully qualified role definition ID. Use the format, /subscriptions/{guid}/providers/Microsoft.Authorization/roleDefinitions/{roleDefinitionId} for subscription level role definitions, or /providers/Microsoft.Authorization/roleDefinitions/{roleDefinitionId} for tenant level role definitions.',
    },
  },
  examples: [
    {
      says: "Show the 'Reader' role definition with its name (GUID).",
      line: 'az role definition show --scope /subscriptions/00000000-0000-0000-0000-000000000000 --name acdd72a7-3385-48ef-bd42-f606fba81ae7',
    },
    {
      says: "Show the 'Reader' role definition with its resource ID.",
      line: 'az role definition show --id /subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7',
    },
  ],
  run: async ({ scope, name, id }, az) => {
    if (scope === undefined && name === undefined && id === undefined)
      throw new CliError('Usage error: Provide --scope and --name, or --id');
    if (id === undefined && (name === undefined || scope === undefined))
      throw new CliError('Usage error: Provide both --scope and --name');
    const path = id ?? `${authorizationPath(scope ?? '', 'roleDefinitions')}/${name}`;
    return shape('RoleDefinition', await az.arm.get(`${path}?api-version=2022-05-01-preview`));
  },
});
