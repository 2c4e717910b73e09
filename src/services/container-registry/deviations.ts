import type { Deviation } from '#kernel/deviation.ts';

/** Where the simulated Container Registry differs from Azure's, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'container-registry-scope',
    title: 'Manifests only',
    azure:
      'A registry holds layers as well, builds images (Tasks), has tokens with scope maps, caches, webhooks, replicas, retention, anonymous pull, private endpoints and, per registry, permissions by repository (ABAC).',
    ours: 'Manifests and their tags: list, pull, push, import. No layer is stored or sent. The rest answers NotSimulated (501).',
    why: 'The course is about who may pull.',
  },
  {
    id: 'container-registry-images',
    title: 'Where images come from',
    azure: 'Importing copies an image from its registry; a private source needs credentials.',
    ours: 'Import takes any name of a public image and writes a manifest that stands for it; from another registry of the tenant it copies the manifest and asks for the right to pull there. It is done at once (200).',
    why: 'Nothing here may reach the internet.',
  },
  {
    id: 'container-registry-pull-inside',
    title: 'How hosts pull',
    azure:
      'A host of Azure gets a token of Resource Manager for its identity, exchanges it at the registry and asks for the manifest.',
    ours: 'One request inside the platform asks the same questions: the firewall, the token, the role, the image.',
    why: 'Three requests of the platform would hide the one that matters.',
  },
  {
    id: 'container-registry-tokens',
    title: 'Tokens of the registry',
    azure:
      'JWTs signed by the registry, with the claims of "AAD Integration". The permissions of a refresh token are those of the exchange.',
    ours: 'JWTs signed with the one key of this tenant, with oid and tid beside those claims. Roles are asked at the exchange and again for every access token; an access token then holds for 75 minutes, whatever happens to the role.',
    why: 'The time for which a token outlives a role is what is to be seen.',
  },
  {
    id: 'container-registry-refusals',
    title: 'Words of the refusals',
    azure:
      'UNAUTHORIZED with "authentication required, visit https://aka.ms/acr/authorization for more information." and the DENIED of the firewall are known from live answers; DENIED and UNAUTHORIZED together from a token that lacks a scope. Whether the exchange or the token endpoint refuses a principal that may do nothing was seen both ways.',
    ours: 'Both refuse with UNAUTHORIZED (401) what has no right at all; where a part of a scope is granted, the token is given with that part.',
    why: 'Clients print the sentence.',
  },
  {
    id: 'container-registry-listing',
    title: 'Listing repositories and tags',
    azure:
      'The scope registry:catalog:* and metadata_read; which action of Resource Manager stands behind them is not documented.',
    ours: 'Whoever may pull (Microsoft.ContainerRegistry/registries/pull/read) may list. Lists have one page.',
    why: 'AcrPull is enough for az acr repository list.',
  },
  {
    id: 'container-registry-basic',
    title: 'Name and password',
    azure:
      'docker login takes the admin user, a service principal, or the null GUID with a token of the registry as password.',
    ours: 'Only the admin user.',
    why: 'The others are ways of the same tokens.',
  },
  {
    id: 'container-registry-arm-codes',
    title: 'Codes of Resource Manager for registries',
    azure:
      'AlreadyInUse and UnAuthorizedForCredentialOperations are known with their sentences. The codes for a name that is not valid, network rules below Premium and a refused import were not found.',
    ours: 'InvalidResourceName, NetworkRuleSetNotSupported, InvalidParameters and Conflict. Creating (201) and deleting (200) end at once.',
    why: 'The status is what clients branch on.',
  },
  {
    id: 'container-registry-logs',
    title: 'ContainerRegistryLoginEvents and ContainerRegistryRepositoryEvents',
    azure: 'The columns are documented without their values.',
    ours: 'OperationName Login, Pull or Push; Identity the user principal name, object id or admin user; ResultType the HTTP status; refused requests are logged too.',
    why: 'Who pulled what must be found.',
  },
];
