import { implement } from '../implement.ts';
import { applyGenericUpdate, refuseRemovedOptions } from '../generic-update.ts';
import { compact, isObject } from '../json.ts';
import { mapText } from '../python-text.ts';
import { shape } from '../shape.ts';

export const groupUpdate = implement('group update', {
  takes: { name: 'text', tags: 'tags?', set: 'texts?', add: 'texts?', remove: 'texts?', forceString: 'flag' },
  run: async ({ name, tags, ...update }, az) => {
    refuseRemovedOptions(update);
    const path = `${await az.root()}/resourcegroups/${name}?api-version=2024-11-01`;
    const current = shape('ResourceGroup', await az.arm.get(path));
    if (tags !== undefined) current['tags'] = tags;
    const changed = applyGenericUpdate(current, update);
    const { location = null, managedBy, tags: wanted } = changed;
    const texts = isObject(wanted) ? mapText(wanted) : undefined;
    const body = compact({ properties: {}, location, managedBy: managedBy ?? undefined, tags: texts });
    return shape('ResourceGroup', await az.arm.put(path, body));
  },
});
