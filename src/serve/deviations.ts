import type { Deviation } from '#kernel/deviation.ts';

/** Where a tenant behind sockets differs from Azure for the tools that call it. */
export const deviations: Deviation[] = [
  {
    id: 'serve-names',
    title: 'Names that nobody has',
    azure: 'A vault or an account that is not there has no entry in DNS: the client fails before it sends.',
    ours: 'Over plain HTTP the request is answered 502 with the sentence of the failed lookup; so is one to a host that is switched off.',
    why: 'Who sends to loopback has looked no name up.',
  },
  {
    id: 'serve-bodies',
    title: 'Large bodies',
    azure: 'Resource Manager takes 4 MB, a blob thousands of MB in one request.',
    ours: '4 MB everywhere. What is larger is read to its end and refused with 413, as the service that was called says it.',
    why: 'Each body is kept in the log.',
  },
  {
    id: 'serve-people',
    title: 'Signing in by name and password',
    azure: 'Entra ID checks the password, and mostly asks for a second factor.',
    ours: 'Whoever the tenant lets sign in does so with the password "simulated-password"; the log keeps that they signed in, no password. Other ways that need a browser are NotSimulated.',
    why: 'A real client has no page here on which to sign in.',
  },
  {
    id: 'serve-hosts',
    title: 'Code that runs outside as code of a host',
    azure: 'It runs on the machine or in the app.',
    ours: 'Each machine and app has an endpoint on loopback. The first request there is preceded by one that lets its code on to the host (a run command, exec, the tunnel of the SCM site), sent as the owner or, in a lab, as its learner, who needs the permission. In a lab the programs of web apps run as declared beside it. One secret stands for the X-IDENTITY-HEADER of every app.',
    why: 'Who speaks from a host is never claimed: an earlier request of the log has let them on to it.',
  },
  {
    id: 'serve-time',
    title: 'Time while serving',
    azure: 'It passes by itself.',
    ours: 'What has passed on the wall since the last request is written into the log before the next, at the rate that was asked for. A lab keeps a time of its own: the tokens that leave it are dated by the wall’s clock, but signed addresses, assertions of clients and the dates of resources go by the lab’s.',
    why: 'The same log must give the same tenant.',
  },
  {
    id: 'serve-at-once',
    title: 'Changes that count at once',
    azure: 'Minutes pass until a grant or a removal counts everywhere.',
    ours: 'So it is here, unless the tenant is served with --propagation none: a tenant of one’s own then has no delays; in a lab the clock is moved on after each change, at most 15 minutes, until it counts.',
    why: 'Some tools cannot wait.',
  },
];
