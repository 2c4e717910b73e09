import { defineCommand } from '../../define.ts';

/** As az does, only `#` of a user name is escaped, and a name that starts with `$` is quoted. */
function userPath(id: string): string {
  const safe = id.includes('@') ? id.replaceAll('#', '%23') : id;
  return safe.startsWith('$') ? `/users('${safe}')` : `/users/${safe}`;
}

export const adUserShow = defineCommand({
  words: 'ad user show',
  summary: 'Get the details of a user.',
  tenantLevel: true,
  parameters: {
    id: { required: true, help: 'The object ID or principal name of the user for which to get information.' },
  },
  examples: [{ says: 'Show a user.', line: 'az ad user show --id myuser@contoso.com' }],
  run: async ({ id }, az) => az.graph.get(userPath(id)),
});
