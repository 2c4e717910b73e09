import { implement } from '../../implement.ts';

export const adUserList = implement('ad user list', {
  takes: { upn: 'text?', displayName: 'text?', filter: 'text?' },
  run: async ({ upn, displayName, filter }, az) => {
    const filters = [
      ...(filter === undefined ? [] : [filter]),
      ...(upn === undefined ? [] : [`userPrincipalName eq '${upn}'`]),
      ...(displayName === undefined ? [] : [`startswith(displayName,'${displayName}')`]),
    ];
    return az.graph.list('users', filters.length > 0 ? filters.join(' and ') : undefined);
  },
});
