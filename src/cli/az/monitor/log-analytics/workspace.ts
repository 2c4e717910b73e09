import { locationOfGroup } from '../../group/location.ts';
import { flattened } from '../../flattened.ts';
import { implement } from '../../implement.ts';
import { compact } from '../../json.ts';
import type { Az } from '../../context.ts';

async function path(az: Az, group: string, name?: string): Promise<string> {
  const all = `${await az.root()}/resourcegroups/${group}/providers/Microsoft.OperationalInsights/workspaces`;
  return name === undefined ? all : `${all}/${name}`;
}

const API = '?api-version=2025-02-01';
const one = { resourceGroup: 'text', name: 'text' } as const;

export const workspaceCreate = implement('monitor log-analytics workspace create', {
  takes: {
    ...one,
    location: 'text?',
    tags: 'tags?',
    ingestionAccess: 'text?',
    queryAccess: 'text?',
    retentionTime: 'int?',
    sku: 'text?',
  },
  run: async ({ resourceGroup, name, location, tags, ingestionAccess, queryAccess, retentionTime, sku }, az) => {
    const at = location ?? (await locationOfGroup(az, resourceGroup));
    const properties = {
      publicNetworkAccessForIngestion: ingestionAccess ?? 'Enabled',
      publicNetworkAccessForQuery: queryAccess ?? 'Enabled',
      retentionInDays: retentionTime ?? 30,
      sku: { name: sku ?? 'PerGB2018' },
    };
    const url = `${await path(az, resourceGroup, name)}${API}`;
    return flattened(await az.arm.finish('PUT', url, compact({ location: at, properties, tags })));
  },
});

export const workspaceShow = implement('monitor log-analytics workspace show', {
  takes: one,
  run: async ({ resourceGroup, name }, az) =>
    flattened(await az.arm.get(`${await path(az, resourceGroup, name)}${API}`)),
});

export const workspaceList = implement('monitor log-analytics workspace list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) => {
    const all =
      resourceGroup === undefined
        ? `${await az.root()}/providers/Microsoft.OperationalInsights/workspaces`
        : await path(az, resourceGroup);
    return (await az.arm.list(`${all}${API}`)).map((item) => flattened(item));
  },
});

export const workspaceDelete = implement('monitor log-analytics workspace delete', {
  takes: { ...one, force: 'bool?' },
  run: async ({ resourceGroup, name, force }, az) => {
    const forced = force === undefined ? '' : `&force=${String(force)}`;
    await az.arm.finish('DELETE', `${await path(az, resourceGroup, name)}${API}${forced}`);
    return undefined;
  },
});

export const workspaceGetSharedKeys = implement('monitor log-analytics workspace get-shared-keys', {
  takes: one,
  run: async ({ resourceGroup, name }, az) =>
    az.arm.call('POST', `${await path(az, resourceGroup, name)}/sharedKeys?api-version=2020-08-01`),
});
