import { implement } from '../../implement.ts';
import { directoryTable, listDirectory } from '../list-directory.ts';

export const adSpList = implement('ad sp list', {
  takes: { spn: 'text?', displayName: 'text?', filter: 'text?', showMine: 'flag', all: 'flag' },
  run: ({ spn, displayName, filter, showMine, all }, az) =>
    listDirectory(az, {
      collection: 'servicePrincipals',
      type: '#microsoft.graph.servicePrincipal',
      all,
      showMine,
      filters: [
        filter,
        spn && `servicePrincipalNames/any(c:c eq '${spn}')`,
        displayName && `startswith(displayName,'${displayName}')`,
      ],
    }),
  table: directoryTable,
  showIds: true,
});
