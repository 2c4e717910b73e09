import { implement } from '../implement.ts';
import { CliError } from '../errors.ts';

export const accountSet = implement('account set', {
  takes: { subscription: 'text' },
  run: async ({ subscription }, az) => {
    if (!(await az.session.setDefault(subscription)))
      throw new CliError(`The subscription of '${subscription}' doesn't exist in cloud 'AzureCloud'.`);
    return undefined;
  },
});
