import { changeProperties } from '../change-properties.ts';
import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { isObject } from '../json.ts';
import { shape, unshape } from '../shape.ts';
import { eachResource, resourcePaths, targetTakes, versioned } from './target.ts';

export const resourceUpdate = implement('resource update', {
  takes: {
    ...targetTakes,
    includeResponseBody: 'bool?',
    set: 'texts?',
    add: 'texts?',
    remove: 'texts?',
    forceString: 'flag',
  },
  run: ({ set, add, remove, forceString, includeResponseBody: _, ...args }, az) =>
    eachResource(az, args, async (target) => {
      const shown = shape('GenericResource', await az.arm.get(versioned(target)));
      const body = unshape('GenericResource', changeProperties(shown, { set, add, remove, forceString }));
      // az resolves the version once more before it writes.
      const ids = args.ids === undefined ? undefined : [target.path];
      const [again = target] = await resourcePaths(az, { ...args, ids });
      return shape('GenericResource', await az.arm.finish('PUT', versioned(again), body));
    }),
});

/** Types that take tags by PATCH alone, because their PUT wants more than a look at them gives. */
const PATCHED = new Set([
  'Microsoft.RecoveryServices/vaults',
  'Microsoft.Resources/resourceGroups',
  'Microsoft.ContainerRegistry/registries/webhooks',
  'Microsoft.ContainerInstance/containerGroups',
  'Microsoft.Network/publicIPAddresses',
  'Microsoft.insights/workbooks',
]);

export const resourceTag = implement('resource tag', {
  takes: { ...targetTakes, tags: 'tags', isIncremental: 'flag' },
  run: ({ tags, isIncremental, ...args }, az) =>
    eachResource(az, args, async (target) => {
      const shown = shape('GenericResource', await az.arm.get(versioned(target)));
      if (isIncremental && Object.keys(tags).length === 0)
        throw new CliError('When modifying tag incrementally, the parameters of tag must have specific values.');
      const old = isIncremental && isObject(shown['tags']) ? shown['tags'] : {};
      const wanted = { ...old, ...tags };
      const changed = PATCHED.has(String(shown['type']))
        ? await az.arm.finish('PATCH', versioned(target), { tags: wanted })
        : await az.arm.finish('PUT', versioned(target), unshape('GenericResource', { ...shown, tags: wanted }));
      return shape('GenericResource', changed);
    }),
});
