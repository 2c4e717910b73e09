import type { Deviation } from '#kernel/deviation.ts';

/** Where the identity endpoint differs from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'app-service-endpoint-header',
    title: 'A missing or wrong X-IDENTITY-HEADER',
    azure: 'The endpoint refuses; status and words are not settled (401 or 403, perhaps without a body).',
    ours: '401 in the endpoint’s envelope, with sentences of our own.',
    why: 'The secret must matter, and the learner should see why.',
  },
  {
    id: 'app-service-endpoint-parameters',
    title: 'Missing or contradictory parameters at the identity endpoint',
    azure: 'Refused; words for a missing resource, an unknown api-version and several selectors are not known to us.',
    ours: '400 in the endpoint’s envelope, with sentences of our own. Versions 2019-08-01 and 2017-09-01 are known.',
    why: 'No source.',
  },
  {
    id: 'app-service-endpoint-entra',
    title: 'What Entra ID refuses at the identity endpoint',
    azure: 'The AADSTS sentence appears within the message; its frame is not known to us.',
    ours: 'The sentence alone, status 400.',
    why: 'No source for the frame.',
  },
  {
    id: 'app-service-endpoint-system-by-id',
    title: 'Selecting the system-assigned identity by its ids',
    azure:
      'The message speaks of user-assigned and delegated identities; whether the ids of the system-assigned one are taken is not said.',
    ours: 'They are not: selectors find user-assigned identities only.',
    why: 'It follows the words of the message.',
  },
  {
    id: 'app-service-endpoint-address',
    title: 'Address of the identity endpoint',
    azure: 'A link-local or private address and a port that differ by platform and instance.',
    ours: 'http://169.254.129.2:8081/msi/token in every web app, http://localhost:42356/msi/token in container apps, http://127.0.0.1:41563/msi/token in Automation sandboxes, http://127.0.0.1:41564/msi/token in workflows of Logic Apps; each place reaches its own. MSI_ENDPOINT and MSI_SECRET are set beside IDENTITY_ENDPOINT and IDENTITY_HEADER, not in sandboxes and workflows. Without an identity nothing answers there.',
    why: 'Code reads it from the environment anyway.',
  },
  {
    id: 'app-service-post',
    title: 'POST at the identity endpoint',
    azure: '405, seen in the field; its body is not known to us.',
    ours: '405 in the endpoint’s envelope.',
    why: 'No source.',
  },
  {
    id: 'identity-endpoint-automation',
    title: 'The endpoint of an Automation sandbox',
    azure:
      'The documented request has the headers X-IDENTITY-HEADER and Metadata and no api-version; what is refused without them is not known to us.',
    ours: 'It is the endpoint of App Service, at which sandboxes may leave the version out. Metadata is not asked for.',
    why: 'The same service stands behind both.',
  },
];
