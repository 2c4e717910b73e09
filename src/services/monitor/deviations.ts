import type { Deviation } from '#kernel/deviation.ts';

/** Where the simulated Azure Monitor differs from Azure's, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'monitor-logs-at-once',
    title: 'Logs are there at once',
    azure:
      'Activity, sign-in and resource logs arrive minutes after the event, and some rows come twice or in another order.',
    ours: 'A row is written in the moment of the request, once, in order. Resource logs exist from the diagnostic setting on, as in Azure.',
    why: 'Waiting for logs teaches nothing that the clock does not teach elsewhere.',
  },
  {
    id: 'monitor-diagnostic-settings',
    title: 'What a diagnostic setting is checked for',
    azure: 'Categories, destinations and the right to use them are checked, each refusal in its own words.',
    ours: 'The resource, the categories of the simulated types, one destination at least, and that a workspace exists; the sentences are ours. Rows are kept in the tables that go to a workspace, whichever destination is named; the classic table AzureDiagnostics is used for Key Vault, also where resource-specific tables are chosen.',
    why: 'The course asks which log shows what, and from when on.',
  },
  {
    id: 'monitor-columns',
    title: 'Columns of the logs',
    azure: 'Each table has many more columns: locations, devices, Conditional Access, sizes and latencies.',
    ours: 'Those that tell who asked, for what, from where, by which credential, and how it ended. Names of the operations on deleted secrets and of queue messages follow the pattern of those that the documentation lists.',
    why: 'What is left out has no counterpart in the simulation.',
  },
  {
    id: 'monitor-sign-ins',
    title: 'Which sign-ins are logged',
    azure: 'Interactive and other sign-ins are told apart by how the person took part; reports need a licence.',
    ours: 'The first token of a session counts as the interactive sign-in, later ones do not. A token that a host’s platform had kept is no sign-in. Reports are free, and kept for 30 days.',
    why: 'Who asked for which token, and what came of it, is what the log is read for.',
  },
];
