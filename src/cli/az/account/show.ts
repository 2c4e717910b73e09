import { defineCommand } from '../define.ts';
import { subscriptionName } from '../parameters.ts';

export const accountShow = defineCommand({
  words: 'account show',
  summary: 'Get the details of a subscription.',
  detail: "If the subscription isn't specified, shows the details of the default subscription.",
  tenantLevel: true,
  parameters: {
    subscription: subscriptionName,
  },
  run: async ({ subscription }, az) => az.session.describe(await az.session.subscription(subscription)),
});
