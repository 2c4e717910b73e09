import { implement } from '../implement.ts';
import { SIGNED_OUT_NOTE } from '../cloud-shell-note.ts';

export const accountClear = implement('account clear', {
  takes: {},
  run: (_, az) => {
    if (!az.host.env) az.warn(SIGNED_OUT_NOTE);
    az.session.signOut();
    return undefined;
  },
});
