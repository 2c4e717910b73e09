import { day } from '#kernel/clock.ts';
import { put, remove } from '#kernel/result.ts';
import type { Change, View } from '#kernel/tables.ts';
import { credentialKey, credentialsOf } from './federation.ts';
import type { ApplicationOwnerRow, DeletedItemRow, DeletedTable } from './models.ts';
import { linkKey } from './models.ts';

/** How long a deleted user or application can be restored. Source: "Recover from deletions in Microsoft Entra ID". */
const kept = 30 * day;

/** The deleted object with this id, while it can still be seen. */
export function findDeleted(view: View, id: string, now: number): DeletedItemRow | undefined {
  const item = view.get<DeletedItemRow>('deletedItems', id.toLowerCase());
  return item && item.deletedAt + kept > now ? item : undefined;
}

export const deletedOf = (view: View, table: DeletedTable, now: number): DeletedItemRow[] =>
  view
    .all<DeletedItemRow>('deletedItems')
    .filter((item) => item.table === table && findDeleted(view, item.id, now) !== undefined);

/** The changes that delete an object softly; `unlinks` take it out of its relations and are remembered for its return. */
export function softlyDeleted(
  view: View,
  table: DeletedTable,
  row: DeletedItemRow['row'],
  unlinks: Change[],
  now: number,
): Change[] {
  const links = unlinks.flatMap(({ table: of, key }) => {
    const value = view.get(of, key);
    return value ? [put(of, key, value)] : [];
  });
  const item: DeletedItemRow = { id: row.id, table, row, links, deletedAt: now };
  return [remove(table, row.id), ...unlinks, put('deletedItems', row.id, item)];
}

/** The changes that take owners and federated credentials off an object that is gone for good. */
export const cleared = (view: View, objectId: string): Change[] => [
  ...view
    .by<ApplicationOwnerRow>('applicationOwners', 'object', objectId)
    .map(({ ownerId }) => remove('applicationOwners', linkKey(objectId, ownerId))),
  ...credentialsOf(view, objectId).map(({ name }) => remove('federatedCredentials', credentialKey(objectId, name))),
];
