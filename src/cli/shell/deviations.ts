import type { Deviation } from '#kernel/deviation.ts';

const why = 'The shell runs in the page, over an interpreter of bash, so that nothing has to be installed.';

/** Where the simulated Cloud Shell differs from the real one. */
export const deviations: Deviation[] = [
  {
    id: 'shell-programs',
    title: 'Programs of the Cloud Shell',
    azure: 'The Cloud Shell has bash and PowerShell, editors, git, kubectl, terraform and many other programs.',
    ours: 'There is bash with az, curl, jq and the common text and file commands. Other commands are not found.',
    why,
  },
  {
    id: 'shell-curl',
    title: 'curl',
    azure: 'An address without a scheme is asked by http. Progress is shown on stderr.',
    ours: 'An address without a scheme is asked by https. No progress is shown. Only the tenant can be reached.',
    why,
  },
  {
    id: 'shell-time',
    title: 'Time in the shell',
    azure: 'sleep waits, and date tells the time of day.',
    ours: 'sleep moves the clock of the tenant and returns at once. date tells the tenant’s time, in UTC. $SECONDS and the times of files are those of your computer.',
    why: 'Waiting for a role assignment to take effect is part of a lesson; sitting through it is not.',
  },
  {
    id: 'shell-loops',
    title: 'Loops and recursion are bounded',
    azure: 'A loop runs until it ends or is interrupted.',
    ours: 'A loop is stopped after 10,000 rounds and a function after 100 calls of itself, with a message.',
    why: 'A loop without an end would hold up the page.',
  },
  {
    id: 'shell-jobs',
    title: 'Background jobs, signals and questions of bash',
    azure: 'Commands can run in the background, trap catches signals, read asks on the terminal.',
    ours: 'A command ended by & runs at once and to its end; there is no trap. read and select find no terminal to ask on, and read from pipes and files only.',
    why,
  },
  {
    id: 'shell-output',
    title: 'When output appears',
    azure: 'Every line of output appears when it is written.',
    ours: 'The output of a command appears when that command has ended; that of a function or script, when the function or script has.',
    why,
  },
  {
    id: 'shell-interrupt',
    title: 'Ctrl+C',
    azure: 'What a line has set before it is interrupted stays.',
    ours: 'Variables stay as they were when the last az, curl or date began. Arrays and functions are as at the prompt before.',
    why,
  },
];
