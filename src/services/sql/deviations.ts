import type { Deviation } from '#kernel/deviation.ts';

/** Where the simulated Azure SQL differs from Azure's, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'sql-address',
    title: 'A batch is a request of HTTP',
    azure: 'Clients speak TDS to port 1433, sign in once for a connection and send batches over it.',
    ours: 'POST https://{server}.database.windows.net/databases/{database}/batch with {"sql": "…"} and a token (Bearer) or a SQL login (Basic) answers {columns, rows, rowsAffected, messages} or {error: {number, state, class, message, server}}. Every batch signs in anew. Refused logins have status 401, firewall and lacking permission 403, an unknown database 404, other errors of the engine 400.',
    why: 'Everything in this tenant is a request of HTTP, so that one log and one door see it.',
  },
  {
    id: 'sql-batch',
    title: 'A batch is all or nothing',
    azure:
      'Statements commit one by one; an error ends its statement or the batch, depending on the error. ALTER ROLE still runs after a CREATE USER that failed.',
    ours: 'The first error ends the batch and takes back what came before in it, as a transaction with XACT_ABORT ON would. GO is no word of the engine: clients split scripts at it.',
    why: 'A request that is refused changes nothing, here as everywhere in this tenant.',
  },
  {
    id: 'sql-language',
    title: 'A part of T-SQL',
    azure: 'All of T-SQL.',
    ours: 'CREATE/DROP USER, ALTER ROLE with the fixed roles, GRANT/DENY/REVOKE of SELECT, INSERT, UPDATE, DELETE and EXECUTE, CREATE/DROP TABLE with plain types, INSERT … VALUES, SELECT with joins, WHERE, ORDER BY, TOP, DISTINCT and COUNT(*), UPDATE, DELETE, IF [NOT] EXISTS, some functions, and sys.database_principals, sys.database_role_members, sys.database_permissions, sys.tables and sys.objects with their main columns. Everything else is NotSimulated (501), naming the word. @@VERSION is our own. Comparisons know texts and numbers only, dates are written yyyy-mm-dd. There is one schema, dbo.',
    why: 'The course is about who may do what, not about queries.',
  },
  {
    id: 'sql-sizes',
    title: 'Tiers and sizes of databases',
    azure: 'Each region has its own list, with hardware generations, largest sizes, zones and licences.',
    ours: 'One list for all regions: Basic, Standard and Premium by units, General Purpose (provisioned and serverless), Business Critical and Hyperscale by cores of Gen5, without their limits.',
    why: 'A size decides nothing here; scripts name one, and az looks it up.',
  },
  {
    id: 'sql-check-order',
    title: 'Order of the checks',
    azure: 'The firewall is asked before anything is known of the caller.',
    ours: 'A token that is not taken is refused first, then the firewall, the database, the user, the permission. A password is looked at after the firewall. Whether an unknown database is told (4060) to whoever has no user anywhere is not known; here it is.',
    why: 'The one door of this tenant proves the caller first.',
  },
  {
    id: 'sql-login-words',
    title: 'Words of a login that fails',
    azure:
      'A wrong audience or signature gives error 18456; "Token is expired." and "The server is not currently configured to accept this token." were seen in live answers. Which words follow a wrong audience is not known.',
    ours: 'State 1 and class 14; a wrong audience or signature gets the sentence without a reason.',
    why: 'Clients branch on the number.',
  },
  {
    id: 'sql-audience',
    title: 'Audience of a token',
    azure: 'https://database.windows.net/; that the slash may be missing is general knowledge.',
    ours: 'With or without the slash, or the application id of Azure SQL Database.',
    why: 'Clients ask for all three.',
  },
  {
    id: 'sql-directory-readers',
    title: 'Who looks a principal up',
    azure:
      'For a connected user the directory is asked in the user’s name; for an application by the server’s identity, which needs Directory Readers (37353) or three permissions of Microsoft Graph. Without an identity 33134 says that the server identity is not configured.',
    ours: 'The same two errors. The server’s identity gets a token for Microsoft Graph and asks with it, so that its directory roles and app roles decide; what it may read of users, groups and applications is asked one by one. A user’s own right to read is not asked. New principals are found at once.',
    why: 'A request that is seen in the trace explains more than an error.',
  },
  {
    id: 'sql-object-id',
    title: 'CREATE USER … WITH OBJECT_ID',
    azure:
      'The name must begin with the display name; error 37545 where the object is not found. What is answered to another name is not known.',
    ours: 'Another name is NotSimulated.',
    why: 'No source tells the answer.',
  },
  {
    id: 'sql-sid',
    title: 'Client id or object id',
    azure:
      'A database knows an application or managed identity by its client id, users and groups by their object id; a user made with the object id of an identity cannot sign in. The administrator of a server that is an application may be given by either id in different tools.',
    ours: 'The same; an administrator counts by object id and by client id. SIDs of WITH SID must have sixteen bytes. Azure does not check the administrator in the directory when Resource Manager sets it, and neither do we.',
    why: 'Documentation and tools differ.',
  },
  {
    id: 'sql-dead-identity',
    title: 'Identity deleted or disabled',
    azure:
      'Its user stays in the database and no new token is issued. Whether SQL looks up the principal of a token that still lives is not known.',
    ours: 'A token counts until it expires; an identity that was made anew is another principal and gets 18456.',
    why: 'That is how the other services of this tenant do it.',
  },
  {
    id: 'sql-groups',
    title: 'Groups',
    azure: 'Memberships are those of the token, or are looked up where a token names too many.',
    ours: 'Those of the token. Who comes in by a group alone is called by the login’s name and has no user row.',
    why: 'One rule for every target.',
  },
  {
    id: 'sql-rights',
    title: 'Rights in a database',
    azure:
      'Ownership, schemas, columns, application roles, WITH GRANT OPTION, CONTROL and impersonation; who may see which row of a catalog view follows from them.',
    ours: 'Fixed roles, grants and denies on tables or on the whole database; dbo is asked nothing. Catalog views show users to db_owner, db_accessadmin and db_securityadmin, to others only themselves. There are no logins in master beside the administrator, so that a user FROM LOGIN is NotSimulated.',
    why: 'Enough for least privilege; more would hide it.',
  },
  {
    id: 'sql-firewall',
    title: 'Firewall',
    azure:
      'Rules of the server and of a database, virtual network rules, private endpoints; a change takes up to five minutes. The rule 0.0.0.0 lets in every customer of Azure.',
    ours: 'Rules of the server, at once. The rule 0.0.0.0 lets in whatever runs on a host of this tenant. Without public access every address is refused (47073) and rules cannot be changed; the code of that refusal is our own.',
    why: 'Networks are not simulated.',
  },
  {
    id: 'sql-arm-errors',
    title: 'Refusals of the resource provider',
    azure:
      'Codes such as NameAlreadyExists, InvalidServerName, PasswordNotComplex and AadOnlyAuthenticationIsEnabled are documented, most sentences and statuses are not.',
    ours: 'Documented codes where there is one, sentences of the same kind. An Entra-only switch without an administrator, and the removal of an administrator under it, have codes of our own.',
    why: 'Clients show them as they are.',
  },
  {
    id: 'sql-arm-operations',
    title: 'Long-running operations',
    azure:
      'Servers, databases, administrators, Entra-only authentication and auditing answer 202; the state changes while the operation runs. A server takes about a minute.',
    ours: 'Servers, databases and administrators answer 202, the rest at once; the state has changed already, and the operation ends 45, 30 or 15 seconds later in virtual time. Deleted names are free at once; a repeated PUT keeps what it does not name.',
    why: 'A request commits as a whole.',
  },
  {
    id: 'sql-scope',
    title: 'Servers and databases only',
    azure:
      'Elastic pools, managed instances, copies, restores, failover groups, encryption keys, jobs and sizes that cost.',
    ours: 'Servers, their Entra administrator and Entra-only switch, firewall rules, auditing of a server, databases with size and tags. A database identity, elastic pools and other create modes are left out or NotSimulated.',
    why: 'The course is about who may read and write.',
  },
  {
    id: 'sql-audit',
    title: 'Audit log',
    azure:
      'Auditing writes to storage, Event Hubs or Log Analytics; for Log Analytics the policy and a diagnostic setting of master work together. Some fifty columns.',
    ours: 'A line for each failed login and each batch, when the server’s policy names Azure Monitor and a diagnostic setting of master collects SQLSecurityAuditEvents. The columns that say who, what, where from and whether. Policies of one database are not simulated.',
    why: 'They answer an auditor’s questions.',
  },
];
