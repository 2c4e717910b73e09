import type { Deviation } from '#kernel/deviation.ts';

/** Where Resource Manager differs from Azure's, or where no public source settled what Azure does. */
export const deviations: readonly Deviation[] = [
  {
    id: 'arm-token-wording',
    title: 'Refusals of a token',
    azure:
      'The sentences for a missing and a malformed header have changed over time; the challenge header that goes with them is not documented.',
    ours: 'The newer sentences, and a WWW-Authenticate header that names the authority and repeats the sentence.',
    why: 'Clients read the code and the status.',
  },
  {
    id: 'arm-api-versions',
    title: 'Any well-formed api-version is accepted',
    azure:
      'Each type has its own list of versions; others are refused with NoRegisteredProviderFound or InvalidResourceType.',
    ours: 'A missing or malformed version is refused, any date is accepted, and the shapes are those of a recent version.',
    why: 'Clients of many ages are to work.',
  },
  {
    id: 'arm-throttling',
    title: 'No throttling',
    azure: 'Requests are counted and may be refused with 429.',
    ours: 'The header with the remaining reads is a constant.',
    why: 'A lesson does not make that many requests.',
  },
  {
    id: 'arm-visible-lists',
    title: 'What lists show',
    azure:
      'Subscriptions are shown to whoever holds any role in them; groups and resources are filtered by access. Whether a group is shown to somebody who may only read a resource in it is not documented.',
    ours: 'Groups and resources are shown to those who may read them; somebody without any role in the subscription is refused.',
    why: 'It follows from the permission to read.',
  },
  {
    id: 'arm-group-deletion',
    title: 'How a resource group is deleted',
    azure:
      'Resources go one after another in the background, the group shows Deleting, and creating resources in it is refused with ResourceGroupBeingDeleted.',
    ours: 'The resources are gone at once; the group shows Deleting and the operation runs for ten seconds and five more for each resource. Meanwhile a new resource in it is refused as if the group were gone.',
    why: 'The state stays simple, and clients that poll see what they expect.',
  },
  {
    id: 'arm-group-deletion-blocked',
    title: 'When a resource group cannot be deleted',
    azure: 'ResourceGroupDeletionBlocked, in a sentence that lists the resources.',
    ours: 'The same code; the sentence is from memory.',
    why: 'No trace of it was read.',
  },
  {
    id: 'arm-group-names',
    title: 'Names of resource groups',
    azure: 'The sentence for wrong characters is confirmed; those for the length and a full stop at the end are not.',
    ours: 'InvalidResourceGroup with a sentence for each.',
    why: 'The code is the same.',
  },
  {
    id: 'arm-filters',
    title: 'Filters',
    azure: 'Some combinations of filters are refused, tags go with nothing else.',
    ours: 'Comparisons of type, name, group, place and tag may be joined freely by and/or. What is not understood is refused with InvalidFilterInQueryString.',
    why: 'It covers what the clients send.',
  },
  {
    id: 'arm-tags',
    title: 'Tags',
    azure:
      'At most 50 tags with names of 512 and values of 256 characters; names may be declared before they are used; taking all tags off is judged by policies too.',
    ours: 'No limits, names exist by being used, and a policy is asked when tags are written, not when all are deleted.',
    why: 'Tags are here to be found by, and to be asked for by policies.',
  },
  {
    id: 'arm-providers',
    title: 'Resource providers',
    azure: 'Hundreds of providers, most of them to be registered before use.',
    ours: 'Those that exist here, all registered. Locations lack coordinates and paired regions.',
    why: 'Registration teaches nothing about identities.',
  },
  {
    id: 'arm-management-groups',
    title: 'Management groups',
    azure: 'Creating and deleting one is a long-running operation; some refusals are not documented.',
    ours: 'Both are done at once. A group that is not there, or that cannot be moved or deleted, is refused with NotFound or BadRequest in our words.',
    why: 'They are needed as scopes only.',
  },
  {
    id: 'activity-log-delay',
    title: 'The activity log is up to date',
    azure:
      'Events appear after some minutes, long-running operations add further events, and the time of the end is that of the answer.',
    ours: 'A start and an end for each request, there at once; the end is one request later than the start.',
    why: 'The order of things shows better without a delay.',
  },
  {
    id: 'activity-log-fields',
    title: 'Fields of the activity log',
    azure:
      'Events name the role that allowed the request, the address of the client and more claims; some providers log the body.',
    ours: 'The role and the address are left out, claims are those of the token, and only changes of access carry their body.',
    why: 'Bodies may hold secrets.',
  },
  {
    id: 'activity-log-platform',
    title: 'Work of the platform in the activity log',
    azure: 'What follows from a request, such as the deletions in a group, is logged under the one who asked.',
    ours: 'It is logged under the caller "platform" with the same correlation id.',
    why: 'The platform does it with its own right, and that should be seen.',
  },
];
