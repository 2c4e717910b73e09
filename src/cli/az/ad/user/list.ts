import { defineCommand } from '../../define.ts';

export const adUserList = defineCommand({
  words: 'ad user list',
  summary: 'List users.',
  tenantLevel: true,
  parameters: {
    upn: { help: 'User principal name, e.g. john.doe@contoso.com.' },
    displayName: { help: "Object's display name or its prefix." },
    filter: {
      help: "OData filter, e.g. --filter \"displayname eq 'test' and servicePrincipalType eq 'Application'\".",
    },
  },
  examples: [{ says: 'List all users.', line: 'az ad user list' }],
  run: async ({ upn, displayName, filter }, az) => {
    const filters = [
      ...(filter === undefined ? [] : [filter]),
      ...(upn === undefined ? [] : [`userPrincipalName eq '${upn}'`]),
      ...(displayName === undefined ? [] : [`startswith(displayName,'${displayName}')`]),
    ];
    return az.graph.list('users', filters.length > 0 ? filters.join(' and ') : undefined);
  },
});
