import type { Ctx } from '#kernel/define.ts';
import { isAtOnce } from '#kernel/platform.ts';
import { put } from '#kernel/result.ts';
import type { Change, View } from '#kernel/tables.ts';
import { lifetimes } from './lifetimes.ts';
import type { ReplicationRow } from './models.ts';

/**
 * The change that remembers when the copy of the directory that other services ask knows an object that is made now,
 * drawn from the seed. Source: "Troubleshoot Azure RBAC", on PrincipalNotFound.
 */
export function replicating(ctx: Ctx, id: string): Change {
  const { replicationLeast, replicationMost } = lifetimes;
  const delay = replicationLeast + Math.floor((replicationMost - replicationLeast) * ctx.chance('replication', id));
  const row: ReplicationRow = { at: isAtOnce(ctx.view) ? ctx.now : ctx.now + delay };
  return put('replications', id, row);
}

/** Whether that copy knows the object. What stood before the first request is known everywhere. */
export const isReplicated = (view: View, id: string, now: number): boolean =>
  (view.get<ReplicationRow>('replications', id.toLowerCase())?.at ?? 0) <= now;
