import type { Deviation } from '#kernel/deviation.ts';

/** Where Automation differs from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'automation-content',
    title: 'What a runbook holds',
    azure: 'PowerShell or Python.',
    ours: 'A declared program: a list of requests as JSON, whatever the runbook type says. A script, and content from a link, are NotSimulated. Job parameters are environment variables of the program.',
    why: 'The requests that the runbook sends as its identity are what the lesson is about.',
  },
  {
    id: 'automation-jobs',
    title: 'Jobs',
    azure:
      'They queue, start, run for minutes, can be stopped, suspended and resumed; a runbook that meets an error may still end as Completed.',
    ours: 'A job runs within its request and ends as Completed, or as Failed when its program stops; its output is the last page of the program. Hybrid workers, schedules, stopping and resuming are NotSimulated.',
    why: 'Waiting teaches nothing here.',
  },
  {
    id: 'automation-default-identity',
    title: 'The identity of a new account',
    azure: 'The portal switches the system-assigned identity on for new accounts.',
    ours: 'It is on when the request asks for it.',
    why: 'That is a wish of the portal, not of the service.',
  },
  {
    id: 'automation-not-here',
    title: 'Variables, credentials, connections, modules, configurations',
    azure: 'Parts of an account.',
    ours: 'NotSimulated. Words of refusals are our own.',
    why: 'Credentials in an account are what identities replace.',
  },
];
