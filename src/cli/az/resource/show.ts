import { implement } from '../implement.ts';
import { shape } from '../shape.ts';
import { eachResource, targetTakes, versioned } from './target.ts';

export const resourceShow = implement('resource show', {
  takes: { ...targetTakes, includeResponseBody: 'bool?' },
  run: ({ includeResponseBody, ...args }, az) =>
    eachResource(az, args, async (target) => {
      const answer = await az.arm.get(versioned(target));
      const shown = shape('GenericResource', answer);
      return includeResponseBody ? { ...shown, responseBody: answer ?? null } : shown;
    }),
});
