import { implement } from '../../implement.ts';
import { CliError } from '../../errors.ts';
import { list, text } from '../../json.ts';
import { putDefinition, readDefinition } from './input.ts';
import { searchDefinitions } from './search.ts';

export const roleDefinitionUpdate = implement('role definition update', {
  takes: { roleDefinition: 'text' },
  run: async ({ roleDefinition }, az) => {
    const input = await readDefinition(az, roleDefinition);
    const id = text(input, 'id');
    if (id) return putDefinition(az, input, text(input, 'roleName'), id.split('/').at(-1) ?? '');
    az.warn('Role "id" is missing. Look for the role in the current subscription...');
    const scopes = list(input['assignableScopes']).map(String);
    const name = text(input, 'name');
    const found = await searchDefinitions(az, name, scopes.length > 0 ? scopes : [await az.root()]);
    if (found.length > 1) throw new CliError(`More than 2 definitions are found with the name of "${name}"`);
    if (found.length === 0) throw new CliError(`No definition was found with the name of "${name}"`);
    return putDefinition(az, input, text(found[0], 'roleName'), text(found[0], 'name'));
  },
});
