import { defineCommand } from '../define.ts';
import { cloudNamed } from './cloud-name.ts';
import { list, member, text } from '../json.ts';

export const accountList = defineCommand({
  words: 'account list',
  summary:
    "Get a list of subscriptions for the logged in account. By default, only 'Enabled' subscriptions from the current cloud is shown.",
  tenantLevel: true,
  parameters: {
    all: {
      takes: 'flag',
      help: "List all subscriptions from all clouds, including subscriptions that are not 'Enabled'.",
    },
    refresh: { takes: 'flag', help: 'Retrieve up-to-date subscriptions from server.' },
  },
  run: async ({ all, refresh }, az) => {
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
