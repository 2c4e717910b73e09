import type { Deviation } from '#kernel/deviation.ts';

/** Where the simulated Storage differs from Azure's, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'storage-scope',
    title: 'Blobs and queues only',
    azure:
      'An account also holds tables and file shares; blobs have blocks, pages, leases, snapshots, versions, tags, tiers, copies, batches and soft delete.',
    ours: 'Block blobs that are written whole, containers, queues and their messages. The rest answers NotSimulated (501), as XML.',
    why: 'The course is about who may read and write.',
  },
  {
    id: 'storage-text',
    title: 'Blobs hold text',
    azure: 'A blob is any sequence of bytes, up to terabytes.',
    ours: 'A blob is a text of at most 4 MiB. Lengths, ranges and MD5 count its UTF-8 bytes; a range that cuts a letter in two shows U+FFFD in its place. Binary content arrives as the text that the client made of it.',
    why: 'Requests of this tenant have text as their body.',
  },
  {
    id: 'storage-logs',
    title: 'Logs of the data plane',
    azure: 'StorageBlobLogs and StorageQueueLogs say of every request who asked and by which kind of proof.',
    ours: 'Not filled yet.',
    why: 'They come with the monitor.',
  },
  {
    id: 'storage-unknown-host',
    title: 'An account that does not exist',
    azure: 'Its name has no DNS record.',
    ours: 'The request fails with "Could not resolve host". A new account answers at once.',
    why: 'A missing account must not look like a missing blob.',
  },
  {
    id: 'storage-check-order',
    title: 'Order of the checks',
    azure:
      'Proof, then network, then permission, then the object: consistent with what is documented. Where names and headers are checked is not known, nor whether a key is refused before its signature is looked at.',
    ours: 'That order. Names and headers come after the permission; a key that is not permitted is refused whatever it signed.',
    why: 'The three denials of a 403 must be told apart in one way.',
  },
  {
    id: 'storage-bearer-version',
    title: 'A token with an old or missing x-ms-version',
    azure:
      'Tokens need 2017-11-09 or later; without it "Authentication scheme Bearer is not supported in this version." was seen under AuthenticationFailed. The border between 401 with a challenge and 403 comes from a comment in an emulator (2019-12-12).',
    ours: 'The same text, code and border. Versions are compared as texts; any later one is taken.',
    why: 'Clients of every age must work.',
  },
  {
    id: 'storage-token-detail',
    title: 'AuthenticationErrorDetail of a token that is not taken',
    azure:
      'The sentences about issuer and audience were seen in live answers. Those about lifetime and signature were not found in full.',
    ours: 'Sentences of the same form.',
    why: 'Clients read code and status only.',
  },
  {
    id: 'storage-anonymous',
    title: 'Request without any proof',
    azure:
      'PublicAccessNotPermitted (409), NoAuthenticationInformation (401) and ResourceNotFound (404) are all known from live answers; which of them comes when is not documented in one place.',
    ours: 'Blobs of an account that allows no public access: 409. Otherwise 404 before version 2019-12-12 and 401 with the challenge from then on. Queues: the latter two.',
    why: 'It fits the live answers that were found.',
  },
  {
    id: 'storage-refusal-texts',
    title: 'Texts of the refusals',
    azure:
      'AuthorizationPermissionMismatch and most codes of objects are known from the service or its emulator. Those of AuthorizationFailure, KeyBasedAuthenticationNotPermitted, PublicAccessNotPermitted, NoAuthenticationInformation and of a wrong Authorization header come from third parties.',
    ours: 'Those texts.',
    why: 'Code and status are what clients branch on.',
  },
  {
    id: 'storage-error-detail',
    title: 'The string to sign in an answer',
    azure:
      'A signature that does not match is answered with the string that the server expected, new lines shown in it.',
    ours: 'The same; new lines are written as \\n for account keys and as they are for signed addresses.',
    why: 'How they are escaped was not found for every case.',
  },
  {
    id: 'storage-date-window',
    title: 'The date that an account key signs',
    azure: 'x-ms-date must lie within 15 minutes of the server’s clock.',
    ours: 'Any date is taken.',
    why: 'Real clients sign the date of their own clock, and time here is virtual.',
  },
  {
    id: 'storage-sas-forms',
    title: 'Signed addresses',
    azure:
      'SharedKeyLite, stored access policies, SAS bound to users, header fields or directories, user delegation SAS for queues and versions of a SAS before 2018-11-09 exist.',
    ours: 'Account, service and user delegation SAS for blobs and containers, account and service SAS for queues. The others answer NotSimulated; older versions are checked by the oldest form.',
    why: 'They add no other question than the ones that are there.',
  },
  {
    id: 'storage-service-sas-on-container',
    title: 'A service SAS and operations on the container itself',
    azure: 'A service SAS may list blobs; which code answers deleting or describing the container was not found.',
    ours: 'AuthorizationPermissionMismatch.',
    why: 'It is the code for what a signed address does not permit.',
  },
  {
    id: 'storage-proof-precedence',
    title: 'Several proofs in one request',
    azure: 'What counts when a request has both an Authorization header and a signed address was not found.',
    ours: 'The header counts, then the signed address, then public access.',
    why: 'One proof is asked about, not the best of several.',
  },
  {
    id: 'storage-delegation-key-groups',
    title: 'Groups behind a user delegation SAS',
    azure: 'Permissions are those of the signed address and of the principal whose key signed it, at the time of use.',
    ours: 'The same; the principal’s groups are those of the token that asked for the key. A key that a deleted principal asked for has only its own assignments left.',
    why: 'There is no token at the time of use to read groups from.',
  },
  {
    id: 'storage-container-propagation',
    title: 'Container and queue operations and new roles',
    azure: 'How long data services take to learn of a role that gives control plane actions only was not measured.',
    ours: 'As long as Resource Manager, because container and queue operations need actions, not data actions.',
    why: 'The measured figures are for data actions.',
  },
  {
    id: 'storage-queue-permissions',
    title: 'Which permissions a queue operation takes',
    azure:
      'The documentation names alternatives for putting, getting and deleting messages; sources differ on updating.',
    ours: 'Put: add or write. Get: process, or delete and read. Delete: process or delete. Update: write. Peek: read. Clear: delete.',
    why: 'The REST documentation stands where sources differ.',
  },
  {
    id: 'storage-permission-before-existence',
    title: 'A missing container and a caller without a role',
    azure: 'The refusal comes first, so that nothing is said about what is there; known from third parties.',
    ours: 'The same.',
    why: 'It fits the order of the checks.',
  },
  {
    id: 'storage-firewall',
    title: 'Firewall of an account',
    azure:
      'Rules for addresses, virtual networks, resource instances, and exceptions for trusted services of Azure; requests from the same region may come from private addresses.',
    ours: 'Address rules count, for addresses of the ranges kept for documentation; virtual network rules are kept and never match; no simulated host is a trusted service.',
    why: 'There is no network to take an address from.',
  },
  {
    id: 'storage-conditions',
    title: 'Attributes that conditions may ask',
    azure: 'Also blob index tags, snapshots, versions, encryption scopes, the private link and the time.',
    ours: 'Names of account, container and queue, the blob’s path, the prefix of a list, and the suboperation Blob.List. Others are unknown, and an unknown attribute does not grant.',
    why: 'A condition narrows access; guessing would widen it.',
  },
  {
    id: 'storage-metadata-case',
    title: 'Case of metadata names',
    azure: 'Metadata names keep the case in which they were written.',
    ours: 'They are kept in lower case.',
    why: 'Header names have no case on their way here.',
  },
  {
    id: 'storage-names-in-paths',
    title: 'Slashes in a blob’s name',
    azure: 'Repeated and trailing slashes belong to the name of a blob.',
    ours: 'Repeated slashes count as one and a trailing one is dropped.',
    why: 'Clients of other services send such paths and mean nothing by it.',
  },
  {
    id: 'storage-deletion-delay',
    title: 'Deleting containers, queues and accounts takes time',
    azure: 'For half a minute after a deletion the name answers ContainerBeingDeleted or QueueBeingDeleted (409).',
    ours: 'At once; the name is free again.',
    why: 'The delay teaches nothing here.',
  },
  {
    id: 'storage-headers',
    title: 'Header fields of answers',
    azure:
      'Every answer carries x-ms-version and the client’s request id; ETags and request ids have their own forms; a read of a public blob in an old version has other fields.',
    ours: 'x-ms-version in answers that are no refusal, no client request id; ETags and request ids are of the same kind.',
    why: 'No client reads more.',
  },
  {
    id: 'storage-lists',
    title: 'Lists',
    azure: 'Markers are opaque texts; a page may end early. Names are in the order of their letters.',
    ours: 'The marker is the first name of the next page; the order is that of UTF-16 code units.',
    why: 'The same request must give the same answer on every machine.',
  },
  {
    id: 'storage-queue-order',
    title: 'Order of messages',
    azure: 'Roughly first in, first out; a pop receipt is an opaque text.',
    ours: 'Exactly in the order in which they were put.',
    why: 'The same log must give the same answers.',
  },
  {
    id: 'storage-account-shape',
    title: 'Creating an account',
    azure:
      'May answer 202 and be polled; the body has more members, among them secondary endpoints and replication. Defaults depend on the API version; which properties a PUT resets is not documented throughout.',
    ours: '200, done at once; the defaults of the current versions (public access off, minimum TLS 1.0 unless it is said); what is left out stays. Identities, customer-managed keys and hierarchical namespaces given in the body are not heeded.',
    why: 'Clients accept both, and nothing is learnt from the poll.',
  },
  {
    id: 'storage-account-texts',
    title: 'Texts for bad input at Resource Manager',
    azure:
      'AccountNameInvalid and StorageAccountAlreadyTaken are known. Those for a bad key name, a bad address rule, another group and a change of kind were not found in full.',
    ours: 'Codes of that kind in our words.',
    why: 'Code and status are what clients branch on.',
  },
];
