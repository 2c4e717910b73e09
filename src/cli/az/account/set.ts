import { defineCommand } from '../define.ts';
import { required, subscriptionName } from '../parameters.ts';
import { CliError } from '../errors.ts';

export const accountSet = defineCommand({
  words: 'account set',
  summary: 'Set a subscription to be the current active subscription.',
  tenantLevel: true,
  parameters: {
    subscription: required(subscriptionName),
  },
  run: async ({ subscription }, az) => {
    if (!(await az.session.setDefault(subscription)))
      throw new CliError(`The subscription of '${subscription}' doesn't exist in cloud 'AzureCloud'.`);
    return undefined;
  },
});
