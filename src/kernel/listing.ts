import type { Ctx } from './define.ts';

/** Whether the caller may read a resource, and so is shown it in a list. */
export const visible =
  (ctx: Ctx, action: string) =>
  ({ id }: { id: string }): boolean =>
    ctx.decide({ action, scope: id, plane: 'control' }, ctx.caller).allowed;
