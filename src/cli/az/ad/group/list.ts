import { defineCommand } from '../../define.ts';

export const adGroupList = defineCommand({
  words: 'ad group list',
  summary: 'List groups in the directory.',
  tenantLevel: true,
  parameters: {
    displayName: { help: "Object's display name or its prefix." },
    filter: {
      help: "OData filter, e.g. --filter \"displayname eq 'test' and servicePrincipalType eq 'Application'\".",
    },
  },
  run: async ({ displayName, filter }, az) => {
    const filters = [
      ...(filter === undefined ? [] : [filter]),
      ...(displayName === undefined ? [] : [`startswith(displayName,'${displayName}')`]),
    ];
    return az.graph.list('groups', filters.length > 0 ? filters.join(' and ') : undefined);
  },
});
