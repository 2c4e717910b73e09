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
    ours: 'Ten built-in directory roles with the actions that are simulated; every member user may read and may make security groups, which they then own; member users may register applications, as is the default, and own them; applications read with a directory role only. Of Microsoft Graph’s app roles twelve are known, each with the actions that are simulated; giving one needs Global Administrator or Privileged Role Administrator. Applications that are registered here offer no roles of their own, and are assigned to as such.',
    why: 'It is enough to tell the directory’s own permissions from Azure roles, which is what the course needs.',
  },
  {
    id: 'entra-applications',
    title: 'What an application holds',
    azure:
      'Redirect addresses, permissions, roles, branding and more; a tenant also holds service principals of many of Microsoft’s own services.',
    ours: 'Name, audience, identifier addresses, client secrets, certificates (by their public part; RSA keys) and owners (who makes one without a directory role). What else a body asks for is NotSimulated. Secrets and certificates count at once. Microsoft’s own service principals are found by a filter or by id and are left out of the whole list. The wording for an unknown app id, a second principal, an unknown key id and dates the wrong way round is general knowledge.',
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
    ours: 'The refresh token of a person who is signed in, and client credentials with a secret or a federated assertion; the others, and managed identities as federated credentials, are NotSimulated. An assertion by certificate is checked for signature (RS256, PS256), issuer, subject, audience and times with five minutes of tolerance. Passwords are asked for when a user is made and not kept. One refresh token lasts as long as the session.',
    why: 'Signing in is part of the page, not of the tenant; nothing in this world holds private keys.',
  },
  {
    id: 'entra-client-credentials',
    title: 'Refusals of client credentials',
    azure:
      'The sentences for a wrong and an expired secret, a missing principal, a subject that does not match and one that differs by case are seen in answers of the service. 7000218, 1002012, 50027, 70025, 700212, the end of 700024 and the status of 7000229 are general knowledge. A secret that is not valid yet is not documented.',
    ours: 'One wording each. A secret before its start is a wrong one.',
    why: 'Clients branch on the number and the error.',
  },
  {
    id: 'entra-client-tokens',
    title: 'Tokens for applications',
    azure: 'They last about an hour; what those of a user-assigned identity outside Azure last is not settled.',
    ours: '60 to 90 minutes, drawn from the seed, for both; appidacr is "1" after a secret and "2" after an assertion, xms_mirid names an identity.',
    why: 'The lifetime of an ordinary access token is documented.',
  },
  {
    id: 'entra-federation-order',
    title: 'Order in which an assertion is compared',
    azure: 'Which of issuer, subject and audience is complained of when several differ is not documented.',
    ours: 'Lifetime, then issuer, subject, audience; letter by letter. Only a subject that differs by case alone has a number of its own.',
    why: 'One difference at a time is what a learner repairs.',
  },
  {
    id: 'entra-federation-propagation',
    title: 'When a new federated credential counts',
    azure: 'After some minutes; until then AADSTS70021 or one of its finer numbers.',
    ours: '1 to 5 minutes, drawn from the seed, for a new or changed credential; AADSTS70021 until then. A deleted one is gone at once.',
    why: 'The documentation gives no number.',
  },
  {
    id: 'entra-assertion-issuers',
    title: 'Issuers outside Entra ID',
    azure: 'Any issuer with an OpenID configuration that is reachable and signs with RS256.',
    ours: 'GitHub Actions and Kubernetes, each token made by this world and signed with the tenant’s own key; 5 minutes and an hour long. Any other JWT is malformed (AADSTS50027).',
    why: 'The lesson is in issuer, subject and audience, not in fetching keys.',
  },
  {
    id: 'entra-federation-graph-refusals',
    title: 'Refusals of federated credentials on applications',
    azure:
      'Graph refuses doubles, a wrong number of audiences and more than 20 credentials; the words are not known to us.',
    ours: 'Request_MultipleObjectsWithSameKeyValue for a name, Request_BadRequest for the rest, with sentences of our own.',
    why: 'The rules are documented, the words are not.',
  },
  {
    id: 'entra-directory-roles',
    title: 'Directory roles and who has them',
    azure:
      'Over a hundred roles, over the tenant, an administrative unit or one object; to users, applications and groups made for it; eligible or for a time (Privileged Identity Management). Some applications find the role in the claim wids of a token.',
    ours: 'Ten roles, each with the actions that are simulated and without its description, over the whole tenant, to users and service principals, at once and until taken away. A role counts at the next request, whatever the token says: no token carries wids. An unknown role is Request_ResourceNotFound. Taking the last Global Administrator away is NotSimulated. Roles leave with a deleted principal and come back with it.',
    why: 'What the course needs is that an identity which must read the directory (that of a SQL server) is given Directory Readers, and that no Azure role does the same.',
  },
  {
    id: 'entra-aadsts-not-simulated',
    title: 'AADSTS errors that nothing here causes',
    azure:
      'Conditional Access and sign-in at the page bring 50076, 50079, 50105, 53003 and many more; 28002 is another complaint about a scope; Microsoft’s own applications can be disabled in a tenant.',
    ours: 'NotSimulated: there is no Conditional Access, no second factor and no page to sign in at. A bad scope is 70011 (.default beside single permissions), 1002012 (no .default where an application asks) or 28000 (two resources). 500014 stands for applications that are registered here. People get tokens for an application that requires assignment; applications and identities do not.',
    why: 'Conditional Access for workload identities does not cover managed identities, which this course is about.',
  },
];
