import { defineCommand } from './define.ts';

const CLOUD_SHELL_NOTE =
  "Logout successful. Re-login to your initial Cloud Shell identity with 'az login --identity'. Login with a new identity with 'az login'.";

export const logout = defineCommand({
  words: 'logout',
  summary: 'Log out to remove access to Azure subscriptions.',
  tenantLevel: true,
  parameters: {
    username: { help: 'Account user, if missing, logout the current active account.' },
  },
  run: async ({ username }, az) => {
    az.warn(CLOUD_SHELL_NOTE);
    const { userPrincipalName } = await az.session.account();
    if (username === undefined || username.toLowerCase() === userPrincipalName.toLowerCase()) az.session.signOut();
    return undefined;
  },
});
