import type { Deviation } from '#kernel/deviation.ts';

const why = 'The shell runs in the page, over an interpreter of bash, so that nothing has to be installed.';

/** Where the simulated Cloud Shell differs from the real one. */
export const deviations: Deviation[] = [
  {
    id: 'shell-programs',
    title: 'Programs of the Cloud Shell',
    azure: 'The Cloud Shell has bash and PowerShell, editors, git, kubectl, terraform and many other programs.',
    ours: 'There is bash with az, curl, jq and the common text and file commands. The best known of the others say what to use instead; the rest are not found. less and more show the whole text.',
    why,
  },
  {
    id: 'shell-streams',
    title: 'Pipes are no streams',
    azure: 'The commands of a pipe run side by side, and yes or /dev/zero go on until nobody reads.',
    ours: 'They run one after the other. yes stops after 10,000 lines; /dev/zero and /dev/urandom give 64 KB.',
    why,
  },
  {
    id: 'shell-kept',
    title: 'What is kept',
    azure: 'Files in the home folder are kept in a file share; variables and functions are gone with the session.',
    ours: 'Variables, functions, folder and files are kept in this browser until the lab is begun again: up to 5 MB. Files of up to 4 MB go in and out.',
    why: 'A page is reloaded more lightly than a session is left.',
  },
  {
    id: 'shell-hosts',
    title: 'Shells on hosts',
    azure:
      'A machine, an app or a container runs its own system: its files, its programs, the user that it names. The rest of the line waits until az webapp ssh or az container exec has ended.',
    ours: 'The same bash, on the host’s network and with its variables, as root, with az at hand. The terminal goes on to the host when the line has ended, and exit leads back. A script of Run Command finds its parameters as $1, $2 and by their names. PowerShell scripts are not run.',
    why: 'What the host may ask, and as whom, is the lesson.',
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
    ours: 'A command ended by & runs at once and to its end, and the shell says so; there is no trap. read and select find no terminal to ask on, and read from pipes and files only.',
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
