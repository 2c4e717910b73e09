import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { member, parseJson, text, type Json } from '../json.ts';
import { jsonFault } from '../json-fault.ts';
import { requireIdParts } from '../resource-id.ts';
import { shape } from '../shape.ts';
import { eachResource, resourcePaths, targetTakes, versioned } from './target.ts';

/** The JSON of `--properties`; az quotes it in full when it is none. */
function readProperties(source: string): Json {
  const parsed = parseJson(source);
  if (parsed === undefined) throw new CliError(`Error parsing JSON.\n${source}\n${jsonFault(source)}`);
  return parsed;
}

const { ids: _, ...named } = targetTakes;

export const resourceCreate = implement('resource create', {
  takes: { ...named, id: 'text?', properties: 'text', location: 'text?', isFullObject: 'flag' },
  run: async ({ id, properties, location, isFullObject, ...args }, az) => {
    const [target] = await resourcePaths(az, { ...args, ids: id === undefined ? undefined : [id] });
    if (target === undefined) return undefined;
    const given = readProperties(properties);
    let body = given;
    if (isFullObject) {
      if (member(given, 'location') === undefined) throw new CliError('location of the resource is required');
    } else {
      const group = id === undefined ? args.resourceGroup : requireIdParts(id).resourceGroup;
      const path = `${await az.root()}/resourcegroups/${group}?api-version=2024-11-01`;
      body = { location: location ?? text(await az.arm.get(path), 'location'), properties: given };
    }
    return shape('GenericResource', await az.arm.finish('PUT', versioned(target), body));
  },
});

export const resourcePatch = implement('resource patch', {
  takes: { ...targetTakes, properties: 'text', isFullObject: 'flag' },
  run: ({ properties, isFullObject, ...args }, az) => {
    const given = readProperties(properties);
    const body = isFullObject ? given : { properties: given };
    return eachResource(az, args, async (target) =>
      shape('GenericResource', await az.arm.finish('PATCH', versioned(target), body)),
    );
  },
});
