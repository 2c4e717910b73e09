import { CliError } from '../errors.ts';

export interface ResourceQuery {
  resourceGroup?: string | undefined;
  namespace?: string | undefined;
  resourceType?: string | undefined;
  name?: string | undefined;
  location?: string | undefined;
  tag?: Record<string, string> | undefined;
}

const WITH_TAG: [keyof ResourceQuery, string][] = [
  ['resourceGroup', '--resource-group'],
  ['namespace', '--namespace'],
  ['resourceType', '--resource-type'],
  ['name', '--name'],
  ['location', '--location'],
];

/** What az adds of an argument that may come from the settings. */
function mayBeDefault(key: keyof ResourceQuery): string {
  if (key !== 'resourceGroup' && key !== 'location') return '';
  const [title, name] = key === 'location' ? ['location', 'location'] : ['resource group', 'group'];
  return `(If the default value for ${title} is set, please use 'az configure --defaults ${name}=""' command to clear it first)`;
}

function typeFilter({ namespace, resourceType }: ResourceQuery): string[] {
  if (!resourceType) {
    if (namespace) throw new CliError('--namespace also requires --resource-type');
    return [];
  }
  if (namespace) return [`resourceType eq '${namespace}/${resourceType}'`];
  if (!/^[^/]+\/[^/]+/.test(resourceType))
    throw new CliError('Malformed resource-type: --resource-type=<namespace>/<resource-type> expected.');
  return [`resourceType eq '${resourceType}'`];
}

function tagFilter(tag: Record<string, string> | undefined): string[] {
  const [name, value] = Object.entries(tag ?? {})[0] ?? [];
  if (!name) return [];
  if (name.endsWith('*')) return [`startswith(tagname, '${name.slice(0, -1)}')`];
  return value ? [`tagname eq '${name}'`, `tagvalue eq '${value}'`] : [`tagname eq '${name}'`];
}

/** The OData filter that `az resource list` builds from its options; the empty text when none is given. */
export function resourceFilter(query: ResourceQuery): string {
  if (query.tag !== undefined) {
    const clash = WITH_TAG.find(([key]) => query[key]);
    if (clash) throw new CliError(`you cannot use '--tag' with '${clash[1]}'${mayBeDefault(clash[0])}`);
  }
  const { resourceGroup, name, location } = query;
  return [
    ...(resourceGroup ? [`resourceGroup eq '${resourceGroup}'`] : []),
    ...(name ? [`name eq '${name}'`] : []),
    ...(location ? [`location eq '${location}'`] : []),
    ...typeFilter(query),
    ...tagFilter(query.tag),
  ].join(' and ');
}
