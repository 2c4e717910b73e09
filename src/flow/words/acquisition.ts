import type { Trace } from '#kernel/trace.ts';
import { scopeWords } from './scopes.ts';
import { imdsAcquisition, imdsEnds } from './imds.ts';
import { loginEnds, loginTitles } from './login.ts';
import { acquisition } from './machines.ts';
import type { ThreeSteps } from './missing.ts';

interface Identity {
  kind?: string;
  id?: string;
}

type KeptRun = Trace['runs'][number];

/** Which identity a token was asked for, in the words of the one who chose it; undefined when none was found. */
export function identityChosen({ facts }: KeptRun): { label: string; sentence: string } | undefined {
  const identity = facts?.['identity'] as Identity | undefined;
  if (!identity?.kind) return undefined;
  const [selector] = Object.entries((facts?.['selector'] ?? {}) as Record<string, string>);
  const byDefault = identity.kind === 'user' ? 'it is the only one' : 'that one is the default';
  const how = selector ? `the selector ${selector[0]} names it` : `the request names none, and ${byDefault}`;
  return identity.kind === 'user'
    ? { label: 'user-assigned', sentence: `The identity is ${scopeWords(identity.id ?? '')}: ${how}.` }
    : { label: 'system-assigned', sentence: `The identity is the system-assigned one of the host: ${how}.` };
}

const ends: Record<string, ThreeSteps> = {
  headerMissing: {
    what: 'The request to the identity endpoint carries no secret header, so it does not come from the app itself.',
    where: 'Look at the header of the request, and at the environment variables that the host gives to the app.',
    idea: 'The endpoint gives tokens only to code on the host. The host hands that code a changing secret to prove it.',
  },
  headerWrong: {
    what: 'The secret header does not hold what the host gave to the app.',
    where: 'Compare the header with the environment variable of the host as it is now; it changes from time to time.',
    idea: 'The endpoint gives tokens only to code on the host. A copied secret grows stale; the code must read it each time.',
  },
  versionUnknown: {
    what: 'The endpoint does not know that api-version.',
    where: 'Look at the api-version in the address of the request.',
    idea: 'Each version of the endpoint has its own header, selectors and answer; the caller says which one it means.',
  },
  resourceMissing: {
    what: 'The request does not say for which target the token is meant.',
    where: 'Look at the resource in the address of the request.',
    idea: 'A token is made for one target. Without a resource there is nothing to issue it for.',
  },
  selectorAmbiguous: {
    what: 'The request names an identity in more than one way.',
    where: 'Look at the selectors in the address of the request: one of them is enough.',
    idea: 'A host may have many identities. A selector picks one of them; several at once leave it open which.',
  },
  identityNotAttached: {
    what: 'The selector names a user-assigned identity that is not attached to this host.',
    where:
      'Look at the identities of the app, and at the ID that the request names: is it the client ID of one of them?',
    idea: 'A user-assigned identity is a resource of its own. A host may speak for it only after it has been attached.',
  },
  noSystemIdentity: {
    what: 'The request names no identity, and the app has no system-assigned one.',
    where:
      'Look at the identities of the app: is the system-assigned one on? Is there a user-assigned one that the request should have named?',
    idea: 'Without a selector the endpoint of App Service tries the system-assigned identity only, never "the only one there is".',
  },
  principalGone: {
    what: 'The identity has no principal in Entra ID any more.',
    where: 'Look in Entra ID for the principal of the identity, and at what happened to it.',
    idea: 'An identity is two things: what stands on the host, and a principal in the directory. Without the principal nobody can be vouched for.',
  },
  principalDisabled: {
    what: 'The principal of the identity is disabled in Entra ID.',
    where: 'Look at the principal of the identity in Entra ID.',
    idea: 'Whoever is disabled in the directory gets no new token; tokens that were issued earlier stay good until they expire.',
  },
  resourceUnknown: {
    what: 'No application in the tenant has that resource as its name, so no token can be made for it.',
    where: 'Compare the resource in the request with the audience that the target documents; every slash counts.',
    idea: 'The resource is the audience of a service (for all vaults the same one), not the address of your own vault.',
  },
};

/** Where an ending of one machine is told in words of its own; the others share theirs. */
const ownEnds = (machine: string): Record<string, ThreeSteps> =>
  machine === imdsAcquisition ? imdsEnds : machine in loginTitles ? loginEnds : {};

/** The three steps for a request that got no token; undefined where no machine of this kind ran, or it gave one. */
export function acquisitionSteps(trace: Trace): ThreeSteps | undefined {
  const run = trace.runs.find(({ machine }) =>
    [acquisition, imdsAcquisition, ...Object.keys(loginTitles)].includes(machine),
  );
  const end = run?.path.at(-1) ?? '';
  return run && (ownEnds(run.machine)[end] ?? ends[end]);
}
