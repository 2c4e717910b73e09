import type { Deviation } from '#kernel/deviation.ts';

/** Where the simulated Key Vault differs from Azure's, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'key-vault-scope',
    title: 'Which objects of a vault are simulated',
    azure: 'A vault also holds keys and certificates, backs secrets up and restores them, and has private endpoints.',
    ours: 'Secrets without backup and restore; keys (RSA and EC) and certificates (PEM with an RSA key) as far as reading, listing and importing go; the rest, PKCS #12 included, answers NotSimulated (501). What a vault says of a certificate’s policy is the least that clients read. Virtual network rules are kept and never match.',
    why: 'The course is about who may read a secret, not about cryptography.',
  },
  {
    id: 'key-vault-unknown-host',
    title: 'A vault that does not exist',
    azure:
      'Its name has no DNS record, so that the client fails to resolve the host; how soon a new name resolves is not documented.',
    ours: 'The request fails with "Could not resolve host". A new vault answers at once. Port 80 refuses the connection.',
    why: 'A missing vault must not look like a missing secret.',
  },
  {
    id: 'key-vault-check-order',
    title: 'Order of the checks',
    azure:
      'Token, then network, then permission, then the object; stated by third parties and consistent with the documentation.',
    ours: 'The same order, with the api-version before all of them and the form of a secret name after the permission.',
    why: 'No public source shows where the last two come.',
  },
  {
    id: 'key-vault-api-version',
    title: 'Missing or malformed api-version at a vault',
    azure: 'The version is mandatory; the exact answer to a missing or unknown one was not found.',
    ours: 'Missing or malformed: 400 BadParameter in our words. Every well-formed version (`7.4`, `7.6-preview.2`, `2025-07-01`) is accepted and has the shapes of 7.4.',
    why: 'Real clients of every age must work.',
  },
  {
    id: 'key-vault-token-missing',
    title: 'Request without a token',
    azure:
      'The challenge header is documented. The text AKV10000 appears in recordings of the SDKs; an Authorization header of another scheme was not seen.',
    ours: 'The same text for a missing and for a malformed Authorization header.',
    why: 'Clients read the header only.',
  },
  {
    id: 'key-vault-wrong-issuer',
    title: 'Token of another tenant (AKV10032)',
    azure: 'Names a list of issuers that the vault accepts; the exact list is not documented.',
    ours: 'The list holds the tenant of the vault alone.',
    why: 'Only one tenant is simulated.',
  },
  {
    id: 'key-vault-expired-token',
    title: 'Expired or altered token',
    azure:
      'An expired token was seen as "[TokenExpired] Error validating token: \'S2S12086\'." in 2022, an unknown signing key as AKV10046; the present text for an altered signature is not known.',
    ours: 'Those two texts.',
    why: 'They are the closest live answers that were found.',
  },
  {
    id: 'key-vault-audience',
    title: 'Accepted audiences',
    azure:
      'https://vault.azure.net is documented; the form with a slash and the application id of Key Vault are known from third parties.',
    ours: 'All three are accepted.',
    why: 'SDKs ask for the first; the others do no harm.',
  },
  {
    id: 'key-vault-deny-text',
    title: 'Refusal because of a deny assignment',
    azure:
      'ForbiddenByRbac ends with DenyAssignmentId and DecisionReason; values other than null and DeniedWithNoValidRBAC were not seen in an answer. Older answers have DecisionReason null.',
    ours: 'The id of the deny assignment in quotes and DeniedByDenyAssignment; DeniedWithABACEvaluationInRA where a condition was not met.',
    why: 'These names are in Azure’s own list of reasons.',
  },
  {
    id: 'key-vault-list-scope',
    title: 'Scope of a list',
    azure:
      'That a role at one secret does not allow listing is documented; which action reading a deleted secret needs is known from third parties.',
    ours: 'Lists ask readMetadata/action at the vault. Deleted secrets ask readMetadata/action, too; under access policies get and list.',
    why: 'The data actions of the built-in roles leave no other reading.',
  },
  {
    id: 'key-vault-policy-groups',
    title: 'Access policies',
    azure:
      'An entry may name an application beside a user (compound identity). Whether "all" includes purge has changed over time.',
    ours: 'Groups count as the token carries them; an entry with applicationId needs that application in the token; "all" includes everything.',
    why: 'The corner is rare and the older reading is the simpler one.',
  },
  {
    id: 'key-vault-policy-trace',
    title: 'How a missing access policy is shown',
    azure: 'Access policies are no role assignments.',
    ours: 'The decision view names the missing permission ("secrets get") in place of an action; the assignments it lists played no part.',
    why: 'The front door asks one question for both models.',
  },
  {
    id: 'key-vault-client-address',
    title: 'Addresses that the firewall sees',
    azure: 'The public address of the client; a web app has its outbound addresses.',
    ours: 'The learner comes from 203.0.113.10. A web app comes from the first of its outboundIpAddresses, else from 198.51.100.24. Both ranges are kept for documentation.',
    why: 'There is no network to take an address from.',
  },
  {
    id: 'key-vault-trusted-services',
    title: 'Trusted services',
    azure: 'bypass AzureServices lets in a documented list of services for documented purposes.',
    ours: 'It lets in the platform itself; whether bypass says so or not. Programs on App Service never pass by it.',
    why: 'None of the simulated hosts is on that list for what its code does.',
  },
  {
    id: 'key-vault-secret-deletion-delay',
    title: 'Deleting, recovering and purging a secret take time',
    azure: 'For some seconds after the deletion the deleted secret is not found yet; recovery and purge lag likewise.',
    ours: 'At once.',
    why: 'SDK pollers work with both; the delay teaches nothing here.',
  },
  {
    id: 'key-vault-secret-texts',
    title: 'Texts for bad input',
    azure:
      'SecretNotFound, SecretDisabled, ObjectIsDeletedButRecoverable and invalid names are known from live answers; the help tail of SecretNotFound from third parties. Texts for a bad body, a value beyond 25 kB, bad paging, and a version that is not 32 digits are not known.',
    ours: 'BadParameter (400) in our words for the first three, SecretNotFound for the last.',
    why: 'Code and status are what clients branch on.',
  },
  {
    id: 'key-vault-paging',
    title: 'Paging of lists',
    azure: 'nextLink carries an opaque $skiptoken; a list may end early. Versions come in no documented order.',
    ours: 'The token is `page-` and a position. Secrets come in the order of their names, versions from the oldest to the newest.',
    why: 'The same request must give the same answer on every machine.',
  },
  {
    id: 'key-vault-headers',
    title: 'Headers of a vault',
    azure: 'Also x-ms-keyvault-region and x-ms-keyvault-network-info, which differ by vault and client.',
    ours: 'Left out; x-ms-keyvault-service-version is a constant.',
    why: 'No client reads them.',
  },
  {
    id: 'key-vault-registering-dns',
    title: 'Provisioning of a vault',
    azure:
      'The create answers 200 with provisioningState RegisteringDns and a vaultUri without a slash; some time later it is Succeeded, with a slash.',
    ours: 'The next read already says Succeeded.',
    why: 'How long it takes is not documented.',
  },
  {
    id: 'key-vault-name-in-deleted-state',
    title: 'Name of a soft-deleted vault',
    azure:
      'Documented as VaultAlreadyExists. Live answers within the same subscription say ConflictError and "already exists in deleted state".',
    ours: 'ConflictError (409) for a soft-deleted vault, VaultAlreadyExists (409) for a live one. checkNameAvailability says AlreadyExists for both.',
    why: 'The live answers are many and recent; every vault here is in the learner’s own tenant.',
  },
  {
    id: 'key-vault-purge-answer',
    title: 'Purging a vault',
    azure: '202 with a Location to poll.',
    ours: '200, done at once. A deleted vault that is not there: 404 DeletedVaultNotFound, its wording ours.',
    why: 'Both statuses are in the specification; nothing is to be learnt from the poll.',
  },
  {
    id: 'key-vault-recovery-place',
    title: 'Recovering a vault',
    azure: 'createMode recover brings the vault back under its former id; what happens with another id was not found.',
    ours: 'Another id: 404 DeletedVaultNotFound. What the request says besides createMode is not heeded.',
    why: 'A recovered vault is as it was.',
  },
  {
    id: 'key-vault-write-checks',
    title: 'Checks of a vault write',
    azure:
      'Missing tenantId or sku, a retention outside 7 to 90 days and bad firewall addresses are refused; the exact texts were not found. enableSoftDelete false is no longer heeded for new vaults.',
    ours: '400 BadRequest in our words. A tenantId of another tenant is accepted and makes every token fail at the vault.',
    why: 'Code and status are what clients branch on.',
  },
  {
    id: 'key-vault-put-keeps',
    title: 'A PUT over an existing vault',
    azure: 'Which of the properties that a PUT leaves out return to their defaults is not documented throughout.',
    ours: 'All of them stay as they were; tags are replaced.',
    why: 'Clients read the vault, change it and send all of it back.',
  },
  {
    id: 'key-vault-list-filter',
    title: 'Listing the vaults of a subscription',
    azure: 'Shows what the caller may read; whether a caller with nothing is refused was not settled.',
    ours: 'Never refused: the list holds the vaults that the caller may read, be it none.',
    why: 'That is how a caller with a role on one group sees its vaults.',
  },
];
