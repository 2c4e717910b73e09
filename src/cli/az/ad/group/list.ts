import { implement } from '../../implement.ts';

export const adGroupList = implement('ad group list', {
  takes: { displayName: 'text?', filter: 'text?' },
  run: async ({ displayName, filter }, az) => {
    const filters = [
      ...(filter === undefined ? [] : [filter]),
      ...(displayName === undefined ? [] : [`startswith(displayName,'${displayName}')`]),
    ];
    return az.graph.list('groups', filters.length > 0 ? filters.join(' and ') : undefined);
  },
});
