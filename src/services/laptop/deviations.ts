import type { Deviation } from '#kernel/deviation.ts';

/** What stands for a developer's own machine. */
export const deviations: Deviation[] = [
  {
    id: 'laptop',
    title: "A developer's machine",
    azure: 'Any computer: it has whatever variables and tools somebody put there, and no identity.',
    ours: 'POST https://laptop.example/sessions opens a session on one, with the variables that the request names. Nothing answers at the address of the metadata service, and no tool is signed in.',
    why: 'So it can be seen what the same code finds outside Azure.',
  },
];
