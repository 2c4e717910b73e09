import { implement } from '../../implement.ts';
import { list, member, text } from '../../json.ts';
import { byCodePoint } from '../../output/json.ts';

export const adSpList = implement('ad sp list', {
  takes: { spn: 'text?', displayName: 'text?', filter: 'text?', showMine: 'flag', all: 'flag' },
  run: async ({ spn, displayName, filter, showMine, all }, az) => {
    if (showMine) {
      const owned = list(await az.graph.get('/me/ownedObjects'));
      return owned.filter((item) => text(item, '@odata.type') === '#microsoft.graph.servicePrincipal');
    }
    const filters = [
      ...(filter === undefined ? [] : [filter]),
      ...(spn === undefined ? [] : [`servicePrincipalNames/any(c:c eq '${spn}')`]),
      ...(displayName === undefined ? [] : [`startswith(displayName,'${displayName}')`]),
    ];
    const found = await az.graph.list('servicePrincipals', filters.length > 0 ? filters.join(' and ') : undefined);
    if (filters.length > 0 || all) return found;
    if (found.length > 100)
      az.warn(
        "The result is not complete. You can still use '--all' to get all of them with long latency expected, or provide a filter through command arguments",
      );
    return found.slice(0, 100);
  },
  table: (result) =>
    list(result)
      .toSorted((a, b) => byCodePoint(text(a, 'displayName'), text(b, 'displayName')))
      .map((item) => ({
        displayName: member(item, 'displayName') ?? null,
        id: member(item, 'id') ?? null,
        appId: member(item, 'appId') ?? null,
        createdDateTime: member(item, 'createdDateTime') ?? null,
      })),
  showIds: true,
});
