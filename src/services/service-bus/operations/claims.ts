import { defineOperation, type Operation } from '#kernel/define.ts';
import { ok } from '#kernel/result.ts';
import { claimsAction, requirementOf, rightOf } from '../access.ts';
import { entityAt } from './data-operation.ts';

/**
 * Ours, for the bridge of the other protocol: there a client shows its token once, before it opens a link, and is told
 * then whether it holds and whether it covers what the link is for (`?action=Send|Listen`).
 */
const claims = (path: string): Operation =>
  defineOperation({
    action: claimsAction,
    title: 'Show claims',
    surface: 'service-bus',
    plane: 'data',
    method: 'POST',
    path,
    requires: (input) => requirementOf(claimsAction, input),
    handle(ctx, input) {
      if (rightOf(claimsAction, input.url) === undefined) return ok({ status: 204 });
      const at = entityAt(ctx, input);
      return 'ok' in at ? at : ok({ status: 204 });
    },
  });

export const claimsOperations: Operation[] = [claims('/claims'), claims('/claims/{entity}')];
