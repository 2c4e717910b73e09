import { setup } from 'xstate';
import type { RevokedAssignment, RoleAssignment, TargetService } from './models.ts';

/**
 * The life of a role assignment as one target sees it: written, known, removed, forgotten. Neither step is at once.
 * An assignment that is removed before the target heard of it is simply gone.
 */
export const assignmentLife = setup({
  types: { events: {} as { type: 'grantKnown' | 'remove' | 'removalKnown' } },
}).createMachine({
  id: 'assignment-life',
  initial: 'granted',
  states: {
    granted: { on: { grantKnown: 'effective', remove: 'gone' } },
    effective: { on: { remove: 'revoked' } },
    revoked: { on: { removalKnown: 'gone' } },
    gone: { type: 'final' },
  },
});

export type AssignmentState = 'granted' | 'effective' | 'revoked' | 'gone';

/** Where an assignment stands for a target at a moment (ms): the chart, read off the times in the row. */
export function assignmentState(
  row: RoleAssignment | RevokedAssignment,
  service: TargetService,
  at: number,
): AssignmentState {
  const known = row.effectiveAt[service];
  if (!('revokedAt' in row) || at < row.revokedAt) return at < known ? 'granted' : 'effective';
  return row.revokedAt < known || at >= row.effectiveUntil[service] ? 'gone' : 'revoked';
}
