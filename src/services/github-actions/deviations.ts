import type { Deviation } from '#kernel/deviation.ts';

/** Where GitHub Actions differs from GitHub, or where no public source settles what GitHub does. */
export const deviations: Deviation[] = [
  {
    id: 'github-repositories',
    title: 'Repositories and their workflows',
    azure: 'Files in a repository; whoever may push changes them.',
    ours: 'The start of a lab declares a repository, what sets each workflow going, the environment of its job, whether it may ask for ID tokens, and one personal access token.',
    why: 'The subject of the token is what the lesson is about.',
  },
  {
    id: 'github-jobs',
    title: 'A job',
    azure: 'Waits for a runner, checks the rules of its environment, runs its steps, ends.',
    ours: 'A dispatch, or a pull request, opens a session on a runner at once. It has one job, which does not end. Only these two requests of the API are simulated.',
    why: 'The terminal of the lesson takes the place of the steps.',
  },
  {
    id: 'github-id-token',
    title: 'The ID token',
    azure: 'About two dozen claims; signed by GitHub; the address of the request differs by run.',
    ours: 'The claims that Entra ID compares, repository, owner, ref and environment. It is signed with the key of this tenant, as the published keys of the issuer say.',
    why: 'Issuer, subject and audience decide.',
  },
];
