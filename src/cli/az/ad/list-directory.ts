import type { Az } from '../context.ts';
import { list, member, text, type Json } from '../json.ts';
import { byCodePoint } from '../output/json.ts';
import type { TableRow } from '../output/table.ts';

export interface DirectoryQuery {
  collection: string;
  /** Graph's name of the kind, by which `--show-mine` picks. */
  type: string;
  filters: readonly (string | undefined)[];
  all: boolean;
  showMine: boolean;
}

/** Applications or service principals: those of the signed-in user, those that a filter keeps, or the first hundred. */
export async function listDirectory(az: Az, query: DirectoryQuery): Promise<Json[]> {
  if (query.showMine) {
    const owned = list(await az.graph.get('/me/ownedObjects'));
    return owned.filter((item) => text(item, '@odata.type') === query.type);
  }
  const filters = query.filters.filter(Boolean);
  const found = await az.graph.list(query.collection, filters.length > 0 ? filters.join(' and ') : undefined);
  if (filters.length > 0 || query.all) return found;
  if (found.length > 100)
    az.warn(
      "The result is not complete. You can still use '--all' to get all of them with long latency expected, or provide a filter through command arguments",
    );
  return found.slice(0, 100);
}

/** The four columns of these lists, by name. */
export function directoryTable(result: Json): TableRow[] {
  return list(result)
    .toSorted((a, b) => byCodePoint(text(a, 'displayName'), text(b, 'displayName')))
    .map((item) => ({
      displayName: member(item, 'displayName') ?? null,
      id: member(item, 'id') ?? null,
      appId: member(item, 'appId') ?? null,
      createdDateTime: member(item, 'createdDateTime') ?? null,
    }));
}
