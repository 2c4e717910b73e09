import type { Deviation } from '#kernel/deviation.ts';

/** Where the directory and its tokens differ from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'entra-graph-token-faults',
    title: 'Wording of Graph for a bad token',
    azure:
      'The sentences for a wrong audience, an expired token, an empty and an unreadable header are seen in answers of the service. Those for an altered signature and a foreign issuer are not known to us.',
    ours: '"Signature is invalid." and "Access token validation failure. Invalid issuer."; the code is InvalidAuthenticationToken throughout.',
    why: 'Clients branch on status and code, which are certain.',
  },
  {
    id: 'entra-graph-query-messages',
    title: 'Messages for queries that Graph does not take',
    azure:
      'Graph refuses unknown properties, operators that need advanced query capabilities and bad page sizes, each in its own words.',
    ours: 'The codes and sentences are the common ones; positions in a filter may differ by a few characters. `ne`, `endswith` and `contains` are refused even where Graph allows them with ConsistencyLevel.',
    why: 'What the Azure CLI and the SDKs send is covered; the rest is refused rather than guessed.',
  },
  {
    id: 'entra-directory-permissions',
    title: 'Who may write in the directory',
    azure: 'Directory roles, administrative units, ownership, app permissions and tenant settings decide together.',
    ours: 'Seven built-in directory roles with the actions that are simulated; every member user may read and may make security groups, which they then own; member users may register applications, as is the default, and own them; applications read with a directory role only. App permissions (app roles) are not simulated.',
    why: 'It is enough to tell the directory’s own permissions from Azure roles, which is what the course needs.',
  },
  {
    id: 'entra-applications',
    title: 'What an application holds',
    azure:
      'Certificates, redirect addresses, permissions, roles, branding and more; a tenant also holds service principals of Microsoft’s own services.',
    ours: 'Name, audience, identifier addresses, client secrets and owners (who makes one without a directory role). What else a body asks for is NotSimulated. Secrets appear at once. The wording for an unknown app id, a second principal, an unknown key id and dates the wrong way round is general knowledge.',
    why: 'It is what the comparison of secrets, federation and managed identities needs.',
  },
  {
    id: 'entra-deleted-principals',
    title: 'Deleted items',
    azure:
      'Users, applications and service principals can be restored for 30 days. The service principal of a deleted managed identity stays visible as long, can neither be restored nor purged, and counts toward the quota. What Graph answers to an attempt is not known to us.',
    ours: 'The same, without a quota; restoring or purging the principal of a managed identity is NotSimulated. Security groups are deleted for good. An application and its service principal are restored one by one.',
    why: 'No source for the answer; the rest is documented.',
  },
  {
    id: 'entra-delete-identity-principal',
    title: 'Deleting the principal of a managed identity',
    azure:
      'It is deleted by way of the resource. What Graph answers to an administrator who tries directly is not known to us.',
    ours: 'NotSimulated.',
    why: 'No source.',
  },
  {
    id: 'entra-aadsts-wording',
    title: 'Wording of AADSTS errors',
    azure:
      'The sentences drift over the years. 700016, 7000112, 90002, 28000, 50034, 9002313 and 900144 are quoted from general knowledge.',
    ours: 'One wording each, with its number; the separator before the trace id is a blank.',
    why: 'Clients branch on the number and the error.',
  },
  {
    id: 'entra-unknown-principal-status',
    title: 'Order of refusals for a managed identity',
    azure: 'Whether a host hands out a kept token after the service principal was disabled or deleted is not settled.',
    ours: 'A disabled or deleted principal gets no token, not even a kept one; tokens that are out stay valid to their end.',
    why: 'It shows the rule "no new tokens" without a day’s wait.',
  },
  {
    id: 'entra-token-lifetimes',
    title: 'Lifetimes of tokens',
    azure:
      'Users: 60 to 90 minutes by chance. Managed identities: kept for about 24 hours; the documentation’s sample still shows an hour.',
    ours: 'Users as documented, drawn from the seed. Managed identities: 24 hours, dated back by five minutes, replaced when less than five minutes are left.',
    why: 'The long life is what makes changed groups late, and is documented.',
  },
  {
    id: 'entra-token-cache-key',
    title: 'What a kept token is kept by',
    azure: 'Per identity and resource; whether hosts share it is not said.',
    ours: 'Per identity, host and resource as written.',
    why: 'The token names its host in xms_az_rid.',
  },
  {
    id: 'entra-token-claims',
    title: 'Claims of access tokens',
    azure:
      'Further telemetry claims; appidacr, idtyp and the offset of nbf for managed identities are general knowledge; xms_az_rid is absent in older tokens of system-assigned identities.',
    ours: 'appidacr "2", idtyp "app", nbf five minutes back, xms_az_rid always. `groups` appears in tokens for Azure Resource Manager; other services know the groups of the moment of issue all the same. aio, rh and uti are without meaning.',
    why: 'Recent logs show xms_az_rid; one place to see the groups helps to understand stale membership.',
  },
  {
    id: 'entra-known-resources',
    title: 'Applications that tokens are issued for',
    azure: 'Every application of the tenant and of Microsoft that has a service principal there.',
    ours: 'Ten services of Azure and Microsoft Graph; anything else is AADSTS500011. Storage and App Configuration accept the address of any account.',
    why: 'Those are the targets that the course speaks of.',
  },
  {
    id: 'entra-grants',
    title: 'Grants of the token endpoint',
    azure: 'Authorization code, device code, client credentials, on-behalf-of, password and more.',
    ours: 'The refresh token of a person who is signed in; the others are NotSimulated. Passwords are asked for when a user is made and not kept. One refresh token lasts as long as the session.',
    why: 'Signing in is part of the page, not of the tenant.',
  },
];
