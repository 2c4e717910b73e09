import { SIGNED_OUT_NOTE } from './cloud-shell-note.ts';
import { CliError } from './errors.ts';
import { implement } from './implement.ts';

export const logout = implement('logout', {
  takes: { username: 'text?' },
  run: async ({ username }, az) => {
    if (!az.host.env) az.warn(SIGNED_OUT_NOTE);
    const { userPrincipalName } = await az.session.account().catch(() => {
      throw new CliError('There are no active accounts.');
    });
    if (username === undefined || username.toLowerCase() === userPrincipalName.toLowerCase()) az.session.signOut();
    return undefined;
  },
});
