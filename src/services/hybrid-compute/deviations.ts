import type { Deviation } from '#kernel/deviation.ts';

/** Where Azure Arc-enabled servers differ from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'arc-connect',
    title: 'Connecting a server',
    azure: 'The agent is installed on the server and connects it (azcmagent connect), with a key pair of its own.',
    ours: 'A PUT of the machine connects it; it is connected from then on. What it is made of is kept as it is sent.',
    why: 'There is no server here to install an agent on.',
  },
  {
    id: 'arc-identity-kinds',
    title: 'Kinds of identity',
    azure: 'System-assigned. Agents that take user-assigned identities, too, have been announced.',
    ours: 'System-assigned only; another kind is refused in words of our own. The agent takes no notice of a selector, as agents do that know none: the official clients then give no token.',
    why: 'What the documentation says of the agents that are out.',
  },
  {
    id: 'arc-key-file',
    title: 'The key file',
    azure:
      'Each request without a key makes a new file below /var/opt/azcmagent/tokens, which members of the group himds may read.',
    ours: 'The same file is named until its key has been used; each key is good for one request. Programs on the server read it at http://files.localhost/var/opt/azcmagent/tokens/…, from nowhere else.',
    why: 'A refusal writes nothing here, and there is no disk.',
  },
  {
    id: 'arc-agent-refusals',
    title: 'Words of the agent',
    azure: 'Bodies of its refusals are not documented.',
    ours: 'The codes and sentences of the metadata service where they mean the same, else words of our own.',
    why: 'Clients look at the status and at WWW-Authenticate.',
  },
  {
    id: 'arc-run-command',
    title: 'Run command',
    azure: 'The script is run and its output kept.',
    ours: 'The request opens a session on the server; the text of the script is not run. It ends at once.',
    why: 'The terminal of the lesson takes its place.',
  },
];
