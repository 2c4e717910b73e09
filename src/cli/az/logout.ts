import { implement } from './implement.ts';

const CLOUD_SHELL_NOTE =
  "Logout successful. Re-login to your initial Cloud Shell identity with 'az login --identity'. Login with a new identity with 'az login'.";

export const logout = implement('logout', {
  takes: { username: 'text?' },
  run: async ({ username }, az) => {
    az.warn(CLOUD_SHELL_NOTE);
    const { userPrincipalName } = await az.session.account();
    if (username === undefined || username.toLowerCase() === userPrincipalName.toLowerCase()) az.session.signOut();
    return undefined;
  },
});
