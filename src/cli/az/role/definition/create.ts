import { implement } from '../../implement.ts';
import { derivedGuid } from '../../derived-guid.ts';
import { CliError } from '../../errors.ts';
import { list } from '../../json.ts';
import { putDefinition, readDefinition, requireName } from './input.ts';

export const roleDefinitionCreate = implement('role definition create', {
  takes: { roleDefinition: 'text' },
  run: async ({ roleDefinition }, az) => {
    const input = await readDefinition(az, roleDefinition);
    const name = requireName(input);
    if (list(input['assignableScopes']).length === 0) throw new CliError("please provide 'assignableScopes'");
    const id = derivedGuid('role definition', name, JSON.stringify(input), String(await az.host.now()));
    return putDefinition(az, input, name, id);
  },
});
