import type { Deviation } from '#kernel/deviation.ts';

/** Where managed identities differ from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'managed-identity-names',
    title: 'Names of user-assigned identities',
    azure:
      'Sources differ: 3 to 128 letters, digits, hyphens and underscores; older guidance says 24 characters for virtual machines. The sentence of the refusal is not known to us.',
    ours: '3 to 128 characters, starting with a letter or digit; a sentence of our own with the code BadRequest.',
    why: 'It is the widest rule that a source states.',
  },
  {
    id: 'managed-identity-block-refusals',
    title: 'Refusals of an identity block',
    azure:
      'FailedIdentityOperation for a missing identity, MissingIdentityIds and a missing type are seen in answers of the service. LinkedInvalidPropertyId, an unknown type and ids beside a type that takes none are general knowledge.',
    ours: 'One wording each; all with status 400.',
    why: 'Whoever scripts against it branches on the code.',
  },
  {
    id: 'managed-identity-kept-entry',
    title: 'An identity that was made again under the same name',
    azure:
      'It is another identity; hosts must detach and attach. What a PUT that names it again does meanwhile is not settled.',
    ours: 'The host keeps the old ids until the identity is taken off and put on again.',
    why: 'That is the documented advice.',
  },
  {
    id: 'managed-identity-isolation',
    title: 'Isolation scope',
    azure:
      'An identity with the scope Regional can be used by resources of its own region only; the refusal is not known to us.',
    ours: 'FailedIdentityOperation with a sentence of our own.',
    why: 'The rule is documented, the words are not.',
  },
  {
    id: 'managed-identity-restrictions',
    title: 'Assignment restrictions',
    azure:
      'In preview: an identity may be kept for some resource providers or types of resource. How attaching it elsewhere is refused is not published; hosts that hold it already are not spoken of.',
    ours: 'FailedIdentityOperation with a sentence of our own for a write that names it; hosts that hold it go on using it.',
    why: 'The rule is documented, the words are not.',
  },
  {
    id: 'managed-identity-lists',
    title: 'Lists of a whole subscription',
    azure:
      'Resource Manager shows what the caller may read; whether somebody without any role in the subscription gets an empty list or a refusal is not documented for each provider.',
    ours: 'Every service lists what the caller may read, be it nothing; subscriptions, groups and their contents alone are refused to somebody without any role there.',
    why: 'One rule for all is easier to learn.',
  },
  {
    id: 'managed-identity-system-missing',
    title: 'The system-assigned identity of a resource that has none',
    azure: 'Not known to us.',
    ours: '404 ResourceNotFound with a sentence that the documentation gives for broken identity links.',
    why: 'No source.',
  },
  {
    id: 'managed-identity-linked-check',
    title: 'Permission to attach an identity',
    azure:
      'Attaching needs userAssignedIdentities/assign/action on the identity. Whether identities that are attached already are checked again is not said.',
    ours: 'Every identity that the body of a write names is checked.',
    why: 'Resource Manager looks at the request, not at what is new in it.',
  },
  {
    id: 'managed-identity-throttling',
    title: 'No throttling, no quota',
    azure:
      'Requests per second are limited per tenant, subscription and resource; many identities at once are refused by the directory.',
    ours: 'Not simulated.',
    why: 'Nothing in the course depends on it.',
  },
  {
    id: 'managed-identity-federation',
    title: 'Refusals of federated identity credentials',
    azure:
      'The sentences about audiences, empty properties, the name, the parent and a pair that is taken are documented, their codes are not. Some regions do not support them (405); concurrent writes under one identity conflict (409). The limit of 20 is general knowledge.',
    ours: 'Code BadRequest, ParentResourceNotFound and NotFound; sentences of our own for a missing issuer or subject, an unknown credential and the limit. Every region supports them, and one request follows another.',
    why: 'Scripts branch on the status.',
  },
  {
    id: 'managed-identity-previews',
    title: 'Token revocation, assignment restriction',
    azure: 'Previews of user-assigned identities.',
    ours: 'NotSimulated.',
    why: 'They come with a later chapter, if at all.',
  },
  {
    id: 'managed-identity-regions',
    title: 'Regions',
    azure: 'Each resource type has its own list of regions.',
    ours: 'One list of public regions for all types.',
    why: 'The difference teaches nothing about identity.',
  },
];
