import { implement } from '../implement.ts';
import type { Json } from '../json.ts';
import { shape } from '../shape.ts';
import { resourcePaths, targetTakes } from './target.ts';

export const resourceShow = implement('resource show', {
  takes: {
    ...targetTakes,
    includeResponseBody: 'bool?',
  },
  run: async (args, az) => {
    const found: Json[] = [];
    for (const { path, version } of await resourcePaths(az, args))
      found.push(shape('GenericResource', await az.arm.get(`${path}?api-version=${version}`)));
    return found.length === 1 ? found[0] : found;
  },
});
