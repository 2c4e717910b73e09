import { implement } from '../implement.ts';

export const accountClear = implement('account clear', {
  takes: {},
  run: (_, az) => {
    az.session.signOut();
    return undefined;
  },
});
