import { implement } from '../implement.ts';

export const accountShow = implement('account show', {
  takes: { subscription: 'text?' },
  run: async ({ subscription }, az) => az.session.describe(await az.session.subscription(subscription)),
});
