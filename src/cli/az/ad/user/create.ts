import { defineCommand } from '../../define.ts';
import { compact } from '../../json.ts';

export const adUserCreate = defineCommand({
  words: 'ad user create',
  summary: 'Create a user.',
  tenantLevel: true,
  parameters: {
    userPrincipalName: {
      required: true,
      help: 'The user principal name (someuser@contoso.com). It must contain one of the verified domains for the tenant.',
    },
    displayName: { required: true, help: "Object's display name or its prefix." },
    password: { required: true, help: 'The password that should be assigned to the user for authentication.' },
    mailNickname: { help: 'Mail alias. Defaults to user principal name.' },
    immutableId: {
      help: "This property is used to associate an on-premises Active Directory user account to their Microsoft Entra user object. This property must be specified when creating a new user account in the Graph if you're using a federated domain for the user's userPrincipalName (UPN) property. NOTE: The $ and _ characters can't be used when specifying this property.",
    },
    forceChangePasswordNextSignIn: {
      kind: 'bool',
      help: 'Marks this user as needing to update their password the next time they authenticate. If omitted, false will be used.',
    },
  },
  examples: [
    {
      says: 'Create a user',
      line: 'az ad user create --display-name myuser --password password --user-principal-name myuser@contoso.com',
    },
  ],
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
