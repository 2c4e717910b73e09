import { implement } from '../../implement.ts';
import { list, text } from '../../json.ts';

export const adSignedInUserListOwnedObjects = implement('ad signed-in-user list-owned-objects', {
  takes: { type: 'text?' },
  run: async ({ type }, az) => {
    const owned = list(await az.graph.get('/me/ownedObjects'));
    const wanted = type?.toLowerCase();
    return owned.filter((item) => {
      const kind = text(item, '@odata.type').toLowerCase();
      return wanted === undefined || kind === wanted || kind.split('.').at(-1) === wanted;
    });
  },
});
