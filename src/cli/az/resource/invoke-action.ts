import { implement } from '../implement.ts';
import { parseJson } from '../json.ts';
import { resourcePaths, targetTakes } from './target.ts';

export const resourceInvokeAction = implement('resource invoke-action', {
  takes: { ...targetTakes, action: 'text', requestBody: 'text?' },
  run: async ({ action, requestBody, ...args }, az) => {
    const body = requestBody === undefined ? undefined : parseJson(requestBody);
    for (const { path, version } of await resourcePaths(az, args))
      await az.arm.finish('POST', `${path}/${action}?api-version=${version}`, body);
    // az looks for the outputs of a deployment in every answer, and so shows nothing of this one.
    return {};
  },
});
