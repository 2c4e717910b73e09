import type { Deviation } from '#kernel/deviation.ts';

/** Where the metadata service differs from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'imds-parameters',
    title: 'Missing or contradictory parameters',
    azure:
      'The documentation names the code of a missing Metadata header bad_request_102; answers seen say invalid_request. "Required audience parameter not specified" is seen in emulators only. Words for a missing api-version, X-Forwarded-For and several selectors are not known to us.',
    ours: '400 with the code invalid_request throughout. The header must say "true" in lower case. Any date from 2018-02-01 on is a version.',
    why: 'Clients branch on the status; the documentation calls the descriptions not contractual.',
  },
  {
    id: 'imds-success-body',
    title: 'Members of a token answer',
    azure:
      'The documented sample has refresh_token and no client_id; live answers are reported to have client_id and ext_expires_in and no refresh_token.',
    ours: 'All of them; refresh_token is empty, every number is a text.',
    why: 'client_id says which identity was taken, and clients ignore what they do not know.',
  },
  {
    id: 'imds-token-lifetime',
    title: 'Lifetime of a token, xms_az_rid',
    azure:
      'A token is kept for about a day; the documented sample shows 3599 seconds. Whether the token of a system-assigned identity carries xms_az_rid differs by report.',
    ours: '24 hours, dated back by five minutes. xms_az_rid is always there and names the machine or its scale set.',
    why: 'The day is what makes stale groups visible.',
  },
  {
    id: 'imds-system-by-id',
    title: 'Selecting the system-assigned identity by its ids',
    azure: 'The parameters are described as those of "the managed identity"; whether that includes it is not said.',
    ours: 'client_id and object_id find it; msi_res_id finds user-assigned identities only.',
    why: 'It follows the words of the documentation.',
  },
  {
    id: 'imds-principal-gone',
    title: 'An attached identity whose principal is gone or disabled',
    azure: 'General knowledge: Entra ID’s sentence within error_description.',
    ours: '400 unauthorized_client with AADSTS700016 or AADSTS7000112.',
    why: 'No source for the frame.',
  },
  {
    id: 'imds-faults',
    title: 'The service in trouble',
    azure:
      '404 and 429 and 410 ("back within 70 seconds") and 500 happen now and then; their bodies, and whether a Retry-After comes with them, are not documented.',
    ours: 'They happen only where the start of a lab plants them, for a time or for good; a body of our own, no Retry-After. The path of the log file in the words of the 500 is made up.',
    why: 'Chance would make an exercise unfair.',
  },
  {
    id: 'imds-throttling',
    title: 'Requests per second',
    azure: '20 requests per second and 5 at once for tokens, 5 per second for everything else.',
    ours: '20 tokens per second of virtual time and machine; refused requests, the other addresses and concurrency do not count. Every request takes 200 ms of virtual time, so that only requests at the same moment can exceed it.',
    why: 'A refusal writes nothing here.',
  },
  {
    id: 'imds-instance',
    title: 'Instance metadata',
    azure: 'Some dozens of members, the network, single values by path and as text, attested data, scheduled events.',
    ours: '/metadata/instance and /metadata/instance/compute with what is known of the machine; other addresses are NotSimulated. Words for an unknown version are our own. Container groups have none of it (404).',
    why: 'A made-up address teaches nothing.',
  },
  {
    id: 'imds-reach',
    title: 'Who reaches the address',
    azure: 'It is link-local; a stopped machine sends nothing.',
    ours: 'Requests from a session on a running machine; from anywhere else the address has no route. HTTPS is refused.',
    why: 'The same as on a real network.',
  },
];
