import { defineCommand } from '../define.ts';

export const accountClear = defineCommand({
  words: 'account clear',
  summary: "Clear all subscriptions from the CLI's local cache.",
  detail: "To clear the current subscription, use 'az logout'.",
  tenantLevel: true,
  parameters: {},
  run: (_, az) => {
    az.session.signOut();
    return undefined;
  },
});
