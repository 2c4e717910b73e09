import type { Requirement } from './decision.ts';
import type { Ctx } from './define.ts';

/**
 * What a list of resources needs: in a group the right to read there; of a subscription nothing, because Resource Manager
 * shows of it what the caller may read, be it nothing.
 */
export const listRequirement = (action: string, group: string | undefined, scope: string): Requirement | undefined =>
  group ? { action, scope, plane: 'control' } : undefined;

/** Whether the caller may read a resource, and so is shown it in a list. */
export const visible =
  (ctx: Ctx, action: string) =>
  ({ id }: { id: string }): boolean =>
    ctx.decide({ action, scope: id, plane: 'control' }, ctx.caller).allowed;
