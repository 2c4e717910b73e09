import { implement } from '../../implement.ts';

/** Where a user stands: as az does, only `#` of a user name is escaped, and a name that starts with `$` is quoted. */
export function userPath(id: string): string {
  const safe = id.includes('@') ? id.replaceAll('#', '%23') : id;
  return safe.startsWith('$') ? `/users('${safe}')` : `/users/${safe}`;
}

export const adUserShow = implement('ad user show', {
  takes: { id: 'text' },
  run: async ({ id }, az) => az.graph.get(userPath(id)),
});
