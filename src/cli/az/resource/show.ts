import { implement } from '../implement.ts';
import type { Json } from '../json.ts';
import { shape } from '../shape.ts';
import { resourcePaths, targetParameters } from './target.ts';

export const resourceShow = implement('resource show', {
  takes: {
    ids: 'texts?',
    resourceGroup: 'text?',
    namespace: 'text?',
    parent: 'text?',
    resourceType: 'text?',
    name: 'text?',
    apiVersion: 'text?',
    latestIncludePreview: 'flag',
    includeResponseBody: 'bool?',
  },
  run: async (args, az) => {
    const found: Json[] = [];
    for (const { path, version } of await resourcePaths(az, args))
      found.push(shape('GenericResource', await az.arm.get(`${path}?api-version=${version}`)));
    return found.length === 1 ? found[0] : found;
  },
});
