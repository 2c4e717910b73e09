import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import type { Given } from '../implement.ts';
import { list, member, text, type Json } from '../json.ts';

/** How a resource is named: by ids, or by group, type and name. */
export const targetTakes = {
  ids: 'texts?',
  resourceGroup: 'text?',
  namespace: 'text?',
  parent: 'text?',
  resourceType: 'text?',
  name: 'text?',
  apiVersion: 'text?',
  latestIncludePreview: 'flag',
} as const;

export type ResourceArgs = Given<typeof targetTakes>;

export interface Target {
  path: string;
  version: string;
}

/** The newest api-version that the provider lists for a type; a stable one before a preview. */
async function newestVersion(az: Az, namespace: string, type: string, preview: boolean): Promise<string> {
  const provider = await az.arm.get(`${await az.root()}/providers/${namespace}?api-version=2024-11-01`);
  const wanted = type.toLowerCase();
  const found = list(member(provider, 'resourceTypes')).find(
    (item) => text(item, 'resourceType').toLowerCase() === wanted,
  );
  if (found === undefined) throw new CliError(`Resource type ${type} not found.`);
  const versions = list(member(found, 'apiVersions')).map(String);
  const version = preview ? versions[0] : (versions.find((one) => !/preview/i.test(one)) ?? versions[0]);
  if (version === undefined)
    throw new CliError(`API version is required and could not be resolved for resource ${type}`);
  return version;
}

const GROUP = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/i;

/** A provider's namespace and the type right below it, from a resource's full id. */
function typeOfId(id: string): { namespace: string; type: string } {
  const found = /.*\/providers\/([^/]+)\/([^/]+)\/[^/]+/i.exec(id);
  if (!found) {
    const above = /^\/subscriptions\/[^/]+$/i.test(id);
    const invalid = `az resource: error: argument --ids: invalid ResourceId value: '${id}'`;
    throw new CliError(above ? 'The type of value entered by --ids parameter is not supported.' : invalid);
  }
  return { namespace: found[1] ?? '', type: found[2] ?? '' };
}

/** Where the resources meant by the options are, each with the api-version that az would ask for. */
export async function resourcePaths(az: Az, args: ResourceArgs): Promise<Target[]> {
  const { ids, resourceGroup, parent, name, apiVersion, latestIncludePreview } = args;
  const targets: Target[] = [];
  if (ids !== undefined) {
    for (const id of ids) {
      if (GROUP.test(id)) {
        targets.push({ path: id, version: apiVersion ?? '2024-11-01' });
        continue;
      }
      const { namespace, type } = typeOfId(id);
      targets.push({
        path: id,
        version: apiVersion ?? (await newestVersion(az, namespace, type, latestIncludePreview)),
      });
    }
    return targets;
  }
  let { namespace, resourceType } = args;
  if (resourceType?.includes('/') && !namespace && !parent) [namespace, resourceType] = resourceType.split('/');
  if (!resourceGroup || !name || !resourceType || !namespace) throw new CliError(usage(args, namespace));
  const version =
    apiVersion ?? (await newestVersion(az, namespace, parent?.split('/')[0] ?? resourceType, latestIncludePreview));
  const path = `${await az.root()}/resourcegroups/${resourceGroup}/providers/${namespace}/${parent ?? ''}/${resourceType}/${name}`;
  return [{ path, version }];
}

function usage({ resourceGroup, name, resourceType }: ResourceArgs, namespace: string | undefined): string {
  if (!resourceGroup) return '--resource-group/-g is required.';
  if (!resourceType) return '--resource-type is required';
  if (!name) return '--name/-n is required';
  return namespace ? '' : '--namespace is required';
}

/** The address to ask for a resource. */
export function versioned({ path, version }: Target): string {
  return `${path}?api-version=${version}`;
}

/** Does something to each resource that the options mean, one after the other; the only one is printed by itself. */
export async function eachResource(az: Az, args: ResourceArgs, run: (target: Target) => Promise<Json>): Promise<Json> {
  const found: Json[] = [];
  for (const ids of args.ids?.map((id) => [id]) ?? [undefined])
    for (const target of await resourcePaths(az, { ...args, ids })) found.push(await run(target));
  return found.length === 1 && found[0] !== undefined ? found[0] : found;
}
