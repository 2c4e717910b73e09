import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { text } from '../json.ts';

/** What a lock stands on: the subscription, a group of it, or a resource of the group. */
export interface LockTarget {
  resourceGroup?: string | undefined;
  namespace?: string | undefined;
  parent?: string | undefined;
  resourceType?: string | undefined;
  resource?: string | undefined;
}

const RESOURCE_ID =
  /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/((?:[^/]+\/[^/]+\/)*)([^/]+)\/([^/]+)$/i;

/** az refuses these while it checks the arguments, before it sends anything. */
const wrong = (message: string): CliError => new CliError(message);

/**
 * The target that the arguments mean. Without a group, `--resource` must be a resource's whole id; whatever would be
 * passed over is refused, so that nobody locks a subscription who meant a resource.
 */
export function meant(target: LockTarget): LockTarget {
  const { resourceGroup, namespace, parent, resourceType, resource } = target;
  const above = resourceGroup === undefined ? '--resource-group' : '--resource';
  if (resourceGroup === undefined || resource === undefined) {
    if (resourceType !== undefined) throw wrong(`--resource-type is ignored if ${above} is not given.`);
    if (namespace !== undefined) throw wrong(`--namespace is ignored if ${above} is not given.`);
    if (parent !== undefined) throw wrong(`--parent is ignored if ${above} is not given.`);
    if (resource === undefined) return { resourceGroup };
    const found = RESOURCE_ID.exec(resource);
    if (!found)
      throw wrong(
        '--resource is not a valid resource ID. --resource as a resource name is ignored if --resource-group is not given.',
      );
    const [, group, provider, parents = '', type, name] = found;
    return {
      resourceGroup: group,
      namespace: provider,
      parent: parents.replace(/\/$/, ''),
      resourceType: type,
      resource: name,
    };
  }
  if (!resourceType) throw wrong('--resource-type is required if the --name, --resource, --resource-group is present');
  if (namespace === undefined && !resourceType.includes('/'))
    throw wrong(
      'A resource namespace is required if the --name, --resource, --resource-group is present.Expected <namespace>/<type> or --namespace=<namespace>',
    );
  if (namespace !== undefined && resourceType.includes('/'))
    throw wrong('Resource namespace specified in both --resource-type and --namespace');
  return target;
}

const API = 'api-version=2016-09-01';

/** The type may be given with its namespace in front, which then stands for `--namespace`. */
function settled(target: LockTarget): LockTarget {
  const { resourceType, namespace } = target;
  if (!resourceType?.includes('/') || namespace !== undefined) return target;
  const cut = resourceType.indexOf('/');
  return { ...target, namespace: resourceType.slice(0, cut), resourceType: resourceType.slice(cut + 1) };
}

/** The address of a target's locks, or of one of them, with the query that follows. */
export async function lockPath(az: Az, target: LockTarget, name?: string, filter?: string): Promise<string> {
  const { resourceGroup, namespace, parent, resourceType, resource } = settled(target);
  const root = await az.root();
  const at =
    resourceGroup === undefined
      ? root
      : resource === undefined
        ? `${root}/resourceGroups/${resourceGroup}`
        : `${root}/resourcegroups/${resourceGroup}/providers/${namespace ?? ''}/${parent ?? ''}/${resourceType ?? ''}/${resource}`;
  const query = filter === undefined ? API : `$filter=${encodeURIComponent(filter)}&${API}`;
  return `${at}/providers/Microsoft.Authorization/locks${name === undefined ? '' : `/${name}`}?${query}`;
}

const LOCK_ID =
  /^\/subscriptions\/[^/]*(?:\/resource[gG]roups\/([^/]*)(?:\/providers\/([^/]*)(?:\/(.*?))??\/([^/]*)\/([^/]*))?)?\/providers\/Microsoft\.Authorization\/locks\/([^/]*)$/;

/** The target and the name in a lock's id; undefined when it is none. */
export function parseLockId(id: string): (LockTarget & { name: string }) | undefined {
  const found = LOCK_ID.exec(id);
  if (!found) return undefined;
  const [, resourceGroup, namespace, parent, resourceType, resource, name = ''] = found;
  return { resourceGroup, namespace, parent, resourceType, resource, name };
}

/**
 * Where exactly one lock of the subscription has the name, az checks that the arguments lead to it: `list` shows the
 * locks below a scope too, and `show` does not find those at the scope.
 */
export async function checkTarget(az: Az, name: string, target: LockTarget): Promise<void> {
  const named = (await az.arm.list(await lockPath(az, {}))).filter((lock) => text(lock, 'name') === name);
  const found = named.length === 1 ? parseLockId(text(named[0], 'id')) : undefined;
  if (found === undefined) return;
  const { resourceGroup, namespace, resourceType, resource } = settled(target);
  const same = (given: string | undefined, wanted: string | undefined): boolean =>
    (given ?? '').toLowerCase() === (wanted ?? '').toLowerCase();
  const mismatch = (option: string, wanted: string | undefined): CliError =>
    new CliError(`Unexpected ${option} for lock ${name}, expected ${wanted ?? 'None'}`);
  if (!same(resourceGroup, found.resourceGroup)) throw mismatch('--resource-group', found.resourceGroup);
  if (found.resource === undefined && resource === undefined) return;
  if (!same(namespace, found.namespace)) throw mismatch('--namespace', found.namespace);
  if (!same(resourceType, found.resourceType)) throw mismatch('--resource-type', found.resourceType);
  if (!same(resource, found.resource)) throw mismatch('--resource-name', found.resource);
}
