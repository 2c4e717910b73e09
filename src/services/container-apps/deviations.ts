import type { Deviation } from '#kernel/deviation.ts';

/** Where Container Apps differs from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'container-apps-asynchrony',
    title: 'Changes take effect at once',
    azure: 'Creating, changing and deleting take seconds to minutes; clients poll an operation.',
    ours: 'The same answers and headers; the outcome is decided in the moment of the request, and the first look at the operation says it.',
    why: 'Waiting teaches nothing here; the waits of role assignments and tokens are simulated.',
  },
  {
    id: 'container-apps-secrets',
    title: 'Secrets that refer to a vault',
    azure:
      'They are checked when they are set, with the sentence that is shown here, and read again within half an hour. Whether the refusal comes with the request or with its operation differs by report.',
    ours: 'A refusal of the request, which changes nothing. They are read when the app is written, started or restarted, and not in between.',
    why: 'The learner sees at once which identity lacks what.',
  },
  {
    id: 'container-apps-images',
    title: 'Images',
    azure: 'Images are pulled from any registry and must exist.',
    ours: 'Images of a registry of this tenant (azurecr.io) are pulled, by the identity or the password that the app names; images of other hosts are taken to be there.',
    why: 'The identity that pulls is what the lesson is about.',
  },
  {
    id: 'container-apps-revisions',
    title: 'Revisions',
    azure:
      'Single or multiple mode, traffic by weight, labels, replicas by scale rules, revisions that are activated by hand.',
    ours: 'Single mode: the newest revision that could be provisioned serves, in one replica. A new one comes with a changed template. Multiple mode and init containers are NotSimulated.',
    why: 'One process is enough to speak of its identity.',
  },
  {
    id: 'container-apps-lifecycle',
    title: 'identitySettings',
    azure:
      'Limits which containers get tokens of an identity: All, Main, Init or None. The endpoint’s words for a forbidden one are not known to us.',
    ours: 'With None and Init the endpoint behaves as if the identity were not attached; images and secrets still use it.',
    why: 'It follows the words of the documentation.',
  },
  {
    id: 'container-apps-exec',
    title: 'A session in a container',
    azure:
      'az containerapp exec asks for a token (getAuthtoken) and opens a WebSocket at the execEndpoint of a replica, which wants Microsoft.App/containerApps/exec/action.',
    ours: 'POST …/containerApps/{name}/exec, a request of our own under that action, opens the session; the token and the addresses are there and nothing answers at them.',
    why: 'The terminal of the lesson takes the place of the WebSocket.',
  },
  {
    id: 'container-apps-visits',
    title: 'Visits',
    azure: 'Any method and path reach the container.',
    ours: 'GET on any path runs the declared program that the start of a lab put there; without one a welcome page is shown. Internal apps are reached from apps of their environment.',
    why: 'A declared program has one page.',
  },
  {
    id: 'container-apps-shapes',
    title: 'Properties, and words of some refusals',
    azure:
      'Networks, workload profiles, Dapr, jobs, custom domains, authentication, certificates, IP restrictions; codes of many refusals are not published.',
    ours: 'What is sent is kept and shown; nothing but identities, secrets, registries, environment variables and ingress is heeded. Jobs and IP restrictions are NotSimulated. Refusals that are not known to us have one sentence each.',
    why: 'A made-up address teaches nothing.',
  },
];
