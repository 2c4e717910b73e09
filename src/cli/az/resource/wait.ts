import { implement } from '../implement.ts';
import { shape } from '../shape.ts';
import { waitFor, WAIT } from '../wait.ts';
import { eachResource, targetTakes, versioned } from './target.ts';

const { latestIncludePreview: _, ...target } = targetTakes;

export const resourceWait = implement('resource wait', {
  takes: { ...target, includeResponseBody: 'bool?', ...WAIT },
  run: ({ ids, resourceGroup, namespace, parent, resourceType, name, apiVersion, ...wait }, az) =>
    waitFor(az, wait, () => {
      const args = {
        ids,
        resourceGroup,
        namespace,
        parent,
        resourceType,
        name,
        apiVersion,
        latestIncludePreview: false,
      };
      return eachResource(az, args, async (one) => shape('GenericResource', await az.arm.get(versioned(one))));
    }),
});
