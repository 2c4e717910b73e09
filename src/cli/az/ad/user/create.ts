import { implement } from '../../implement.ts';
import { compact } from '../../json.ts';

export const adUserCreate = implement('ad user create', {
  takes: {
    userPrincipalName: 'text',
    displayName: 'text',
    password: 'text',
    mailNickname: 'text?',
    immutableId: 'text?',
    forceChangePasswordNextSignIn: 'bool?',
  },
  run: async (args, az) =>
    az.graph.call('POST', '/users', {
      ...compact({ userPrincipalName: args.userPrincipalName, displayName: args.displayName }),
      passwordProfile: {
        password: args.password,
        forceChangePasswordNextSignIn: args.forceChangePasswordNextSignIn ?? false,
      },
      ...compact({
        mailNickname: args.mailNickname ?? args.userPrincipalName.split('@')[0],
        onPremisesImmutableId: args.immutableId,
      }),
      accountEnabled: true,
    }),
});
