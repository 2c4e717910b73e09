import { implement } from '../implement.ts';
import { cloudNamed } from './cloud-name.ts';
import { list, member, text } from '../json.ts';

export const accountList = implement('account list', {
  takes: { all: 'flag', refresh: 'flag' },
  run: async ({ all, refresh }, az) => {
    if (!(await az.session.isSignedIn())) {
      az.warn('Please run "az login" to access your accounts.');
      return [];
    }
    if (refresh) az.session.refresh();
    const found = await az.session.subscriptions();
    const shown = all ? found : found.filter(({ state }) => state !== 'Disabled');
    return Promise.all(shown.map(async (item) => cloudNamed(await az.session.describe(item))));
  },
  table: (result) =>
    list(result).map((item) => ({
      Name: text(item, 'name'),
      CloudName: text(item, 'cloudName'),
      SubscriptionId: text(item, 'id'),
      TenantId: text(item, 'tenantId'),
      State: text(item, 'state'),
      IsDefault: member(item, 'isDefault') ?? null,
    })),
});
