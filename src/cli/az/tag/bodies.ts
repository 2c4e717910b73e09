import { implement, type Body } from '../implement.ts';
import { CliError } from '../errors.ts';

const API = 'api-version=2024-11-01';
const tagsOf = (id: string): string =>
  `${id.startsWith('/') ? id : `/${id}`}/providers/Microsoft.Resources/tags/default?${API}`;

const tagCreate = implement('tag create', {
  takes: { resourceId: 'text?', tags: 'tags?', name: 'text?' },
  run: async ({ resourceId, tags, name }, az) => {
    if (resourceId !== undefined) {
      if (tags === undefined || Object.keys(tags).length === 0) throw new CliError('Tags could not be empty.');
      return az.arm.put(tagsOf(resourceId), { properties: { tags } });
    }
    if (name === undefined) throw new CliError('No value for given attribute');
    return az.arm.call('PUT', `${await az.root()}/tagNames/${name}?${API}`);
  },
});

const tagUpdate = implement('tag update', {
  takes: { resourceId: 'text', operation: 'text', tags: 'tags' },
  run: ({ resourceId, operation, tags }, az) => {
    if (Object.keys(tags).length === 0) throw new CliError('Tags could not be empty.');
    return az.arm.finish('PATCH', tagsOf(resourceId), { operation, properties: { tags } });
  },
});

const tagList = implement('tag list', {
  takes: { resourceId: 'text?' },
  run: async ({ resourceId }, az) =>
    resourceId === undefined ? az.arm.list(`${await az.root()}/tagNames?${API}`) : az.arm.get(tagsOf(resourceId)),
});

const tagDelete = implement('tag delete', {
  takes: { resourceId: 'text?', name: 'text?' },
  run: async ({ resourceId, name }, az) => {
    if (resourceId !== undefined) await az.arm.finish('DELETE', tagsOf(resourceId));
    else if (name === undefined) throw new CliError('No value for given attribute');
    else await az.arm.call('DELETE', `${await az.root()}/tagNames/${name}?${API}`);
    return undefined;
  },
});

/** What this lab does of `az tag`. */
export const tagBodies: readonly Body[] = [tagCreate, tagDelete, tagList, tagUpdate];
