import type { Deviation } from '#kernel/deviation.ts';

/** Where the simulated App Configuration differs from Azure's, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'app-configuration-scope',
    title: 'Settings only',
    azure:
      'A store also has snapshots, replicas, private endpoints, encryption by a customer key, an Azure Front Door, and its settings as ARM resources (`keyValues`).',
    ours: 'Key-values with labels, tags, locks, conditions, revisions and past moments. Feature flags and Key Vault references are key-values with their content type, as in Azure. The rest answers NotSimulated (501).',
    why: 'The course is about who may read and write.',
  },
  {
    id: 'app-configuration-at-once',
    title: 'A store is there at once',
    azure: 'Creating and deleting run in the background; the first answer says "Creating" and shows no endpoint.',
    ours: 'The answer to PUT (201) shows the store as it will be, with "Succeeded"; DELETE answers 200. A name without a store fails with "Could not resolve host".',
    why: 'Nothing is learnt from the wait.',
  },
  {
    id: 'app-configuration-local-auth',
    title: 'An access key while local authentication is off',
    azure:
      'The keys are deleted, and requests signed with them are 401. The words behind error_description are known from Microsoft\'s emulator only: "Authentication scheme disabled".',
    ours: 'Those words, whatever was signed. Switching local authentication on again makes new keys. It takes effect at once; Azure may take minutes.',
    why: 'The emulator is made from the code of the service.',
  },
  {
    id: 'app-configuration-hmac-words',
    title: 'Words of a refused signature',
    azure:
      'The documentation and live answers differ in a comma after error="invalid_token", and the documentation gives other words for a header that is not signed. The order of the checks is not documented.',
    ours: 'The comma and the words of live answers; the order of the emulator: scheme, signed headers, date, key, signature, body.',
    why: 'It is what a client meets.',
  },
  {
    id: 'app-configuration-read-only-key',
    title: 'A read-only key that writes',
    azure: 'It is refused; the answer was not found in full.',
    ours: '403 without a body, as for a token without the data role.',
    why: 'Both lack the same right.',
  },
  {
    id: 'app-configuration-audiences',
    title: 'Audiences',
    azure:
      'Clients ask for https://appconfig.azure.com; the documentation names {store}.azconfig.io, which must match the Host header, and *.azconfig.io. Which forms with a trailing slash are taken is not documented.',
    ours: 'https://appconfig.azure.com, https://azconfig.io and https://{store}.azconfig.io, each with and without the slash.',
    why: 'Tokens of every client must work, those for another store must not.',
  },
  {
    id: 'app-configuration-network',
    title: 'Public network access',
    azure:
      'A store without a private endpoint that names nothing is open; with one it is closed ("automatic"). Changes take up to five minutes.',
    ours: 'Open, unless publicNetworkAccess is Disabled; at once. There are no private endpoints, so that a closed store is closed to everybody.',
    why: 'The network is asked after the proof and before the role, as at other targets.',
  },
  {
    id: 'app-configuration-pages',
    title: 'Pages, ETags and sync tokens',
    azure:
      'A page holds up to 100 items; its continuation, its ETag and the Sync-Token are opaque. Revisions are listed in an order that is not documented in full.',
    ours: 'A page of 100; texts of our own making; revisions by key and label, newest first, for 30 days (7 in the free tier).',
    why: 'Clients hand them back as they got them.',
  },
  {
    id: 'app-configuration-limits',
    title: 'Limits',
    azure: 'A key-value has at most 10 KB, a tier a number of requests per hour (429) and a size of the store.',
    ours: 'No limits.',
    why: 'They are met by nobody here.',
  },
  {
    id: 'app-configuration-arm-codes',
    title: 'Codes of Resource Manager for stores',
    azure:
      'NameUnavailable and its sentence are known. The codes for a name that is not valid, a deleted store that is not there, purge protection, an unknown key and regenerating a key that is off were not found.',
    ours: 'InvalidConfigurationStoreName, DeletedConfigurationStoreNotFound, PurgeProtectionEnabled, PurgeProtectionCannotBeDisabled, AccessKeyNotFound, LocalAuthDisabled, with sentences of ours.',
    why: 'The status is what clients branch on.',
  },
  {
    id: 'app-configuration-recover',
    title: 'A recovered store',
    azure:
      'Role assignments, the managed identity and private endpoints of a soft-deleted store are gone for good. Whether its access keys are the old ones is not documented.',
    ours: 'The same are gone; recovering makes new keys.',
    why: 'A key that outlives its store would surprise.',
  },
  {
    id: 'app-configuration-logs',
    title: 'AACHttpRequest and AACAudit',
    azure:
      'Records of requests are aggregated (HitCount). The values of EventCategory, OperationName, ResultType and the form of CallerIdentity are not documented.',
    ours: 'One record a request. OperationName is the data action, EventCategory Read, Write or Delete, CallerIdentity the object id of a token or the id of an access key.',
    why: 'Who asked for what must be found.',
  },
];
