/** How much one command line may do. A worker that counts for longer than this is stuck, not busy. */
export const limits = {
  maxLoopIterations: 10_000,
  maxCommandCount: 100_000,
  maxOutputSize: 16 * 1024 * 1024,
  maxFileSystemBytes: 64 * 1024 * 1024,
};

/** just-bash's messages about its limits name its own options; the learner has a loop to mend. */
const replacements: [RegExp, string][] = [
  [
    /^bash: (\w+) loop: too many iterations \((\d+)\).*$/m,
    'bash: the $1 loop was stopped after $2 rounds. Does its condition ever change?',
  ],
  [
    /^bash: (\S+): maximum recursion depth \((\d+)\) exceeded.*$/m,
    'bash: $1 was stopped: the function had called itself $2 times.',
  ],
  [
    /^bash: .*increase executionLimits\.\w+.*$/m,
    'bash: the line was stopped, because it did more than this shell allows.',
  ],
];

/** The text of stderr with the shell's bounds told in plain words. */
export const plainMessages = (stderr: string): string =>
  replacements.reduce((text, [pattern, said]) => text.replace(pattern, said), stderr);
