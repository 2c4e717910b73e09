import { implement } from '../../implement.ts';
import { at, isObject, list, member, text, type Json } from '../../json.ts';
import type { TableRow } from '../../output/table.ts';
import { appPath, ask } from '../app.ts';

const COLUMNS = ['name', 'active', 'createdTime', 'trafficWeight', 'healthState', 'provisioningState', 'replicas'];

function revisionRow(revision: Json): TableRow {
  const properties = member(revision, 'properties');
  const row: TableRow = {};
  for (const [key, value] of Object.entries(isObject(properties ?? null) ? (properties as Record<string, Json>) : {}))
    if (COLUMNS.includes(key)) row[key] = value;
  return { ...row, name: member(revision, 'name') ?? null };
}

/** A revision's name begins with that of its app. */
const appOf = (name: string | undefined, revision: string): string => name ?? revision.split('--')[0] ?? '';

export const containerappRevisionList = implement('containerapp revision list', {
  takes: { resourceGroup: 'text', name: 'text', all: 'flag' },
  run: async ({ resourceGroup, name, all }, az) => {
    const revisions = list(member(await ask(az, 'GET', await appPath(az, resourceGroup, name, '/revisions')), 'value'));
    return all ? revisions : revisions.filter((one) => at(one, 'properties', 'active') === true);
  },
  table: (result) => list(result).map(revisionRow),
});

export const containerappRevisionShow = implement('containerapp revision show', {
  takes: { resourceGroup: 'text', name: 'text?', revision: 'text' },
  run: async ({ resourceGroup, name, revision }, az) =>
    ask(az, 'GET', await appPath(az, resourceGroup, appOf(name, revision), `/revisions/${revision}`)),
  table: revisionRow,
});

export const containerappRevisionRestart = implement('containerapp revision restart', {
  takes: { resourceGroup: 'text', name: 'text?', revision: 'text' },
  run: async ({ resourceGroup, name, revision }, az) =>
    ask(az, 'POST', await appPath(az, resourceGroup, appOf(name, revision), `/revisions/${revision}/restart`)),
});

export const containerappReplicaList = implement('containerapp replica list', {
  takes: { resourceGroup: 'text', name: 'text', revision: 'text?' },
  run: async ({ resourceGroup, name, revision }, az) => {
    const app = await ask(az, 'GET', await appPath(az, resourceGroup, name));
    const latest = revision ?? text(member(app, 'properties') ?? null, 'latestRevisionName');
    return list(
      member(await ask(az, 'GET', await appPath(az, resourceGroup, name, `/revisions/${latest}/replicas`)), 'value'),
    );
  },
});
