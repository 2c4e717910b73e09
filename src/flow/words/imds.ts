import type { ThreeSteps } from './missing.ts';

/** The machine of the metadata service, which code on virtual machines and in containers asks for tokens. */
export const imdsAcquisition = 'imds-acquisition';

export const imdsStates: Record<string, string> = {
  asked: 'token asked for',
  endpointMissing: 'endpoint away for now',
  service: 'metadata service',
  serviceUpdating: 'service being updated',
  rate: 'requests per second',
  throttled: 'too many requests',
  header: 'Metadata header',
  headerMissing: 'no Metadata header',
  way: 'sent directly?',
  forwarded: 'came by a proxy',
  version: 'api-version',
  versionUnknown: 'unknown api-version',
  resource: 'resource',
  resourceMissing: 'no resource named',
  selector: 'which identity?',
  selectorAmbiguous: 'several selectors',
  named: 'the one that is named',
  systemAssigned: 'system-assigned',
  onlyUserAssigned: 'the only user-assigned one',
  identityNotAttached: 'identity not attached',
  severalIdentities: 'several, none named',
  noIdentity: 'no identity at all',
  entra: 'asks Entra ID',
  entraFailed: 'Entra ID not reached',
  principal: 'its principal',
  principalGone: 'principal is gone',
  enabled: 'principal enabled?',
  principalDisabled: 'principal disabled',
  audience: 'audience',
  resourceUnknown: 'unknown resource',
  kept: 'token kept?',
  servedFromCache: 'the kept token',
  issued: 'a new token',
};

export const imdsGuards: Record<string, string> = {
  endpointThere: 'is there',
  serviceUp: 'is up',
  withinRate: 'not too many',
  headerPresent: 'header sent',
  notForwarded: 'sent directly',
  identityAttached: 'attached to the machine',
  severalUserIdentities: 'several attached',
  oneUserIdentity: 'exactly one',
  entraReached: 'reached',
};

const patience: Pick<ThreeSteps, 'where' | 'idea'> = {
  where: 'Look at the status of the answer, and at whether the code tried again after a while.',
  idea: 'The metadata service is updated and throttled now and then. Code waits a little longer each time and tries again; the official clients do so for some of these answers.',
};

/** What differs from the identity endpoint of a web app; the other endings are told in the same words. */
export const imdsEnds: Record<string, ThreeSteps> = {
  endpointMissing: { what: 'The token endpoint of the machine was away at that moment.', ...patience },
  serviceUpdating: { what: 'The metadata service of the machine was being updated at that moment.', ...patience },
  throttled: { what: 'The machine asked for more tokens than the metadata service gives in a second.', ...patience },
  entraFailed: { what: 'The metadata service could not get the token from Entra ID at that moment.', ...patience },
  headerMissing: {
    what: 'The request to the metadata service carries no header "Metadata: true".',
    where: 'Look at the headers of the request; the value is in lower case.',
    idea: 'The header proves that the request was meant for this service: a link that somebody planted in a page cannot send it.',
  },
  forwarded: {
    what: 'The request came by a proxy.',
    where: 'Look at the proxy settings of the machine: the address of the metadata service belongs to the exceptions.',
    idea: 'The address is meant for code on the machine itself. What others pass on is not answered.',
  },
  identityNotAttached: {
    what: 'The selector names an identity that is not attached to this machine.',
    where: 'Look at the identities of the machine, and at the ID that the request names: is it that of one of them?',
    idea: 'A user-assigned identity is a resource of its own. A machine may speak for it only after it has been attached; an instance of a scale set only after it was upgraded to that model.',
  },
  severalIdentities: {
    what: 'The machine has several user-assigned identities, and the request names none of them.',
    where: 'Look at the identities of the machine, and at whether the code says which one it means.',
    idea: 'Without a selector the system-assigned identity is taken, or the only user-assigned one. A second one makes the choice unclear, and what worked before stops.',
  },
  noIdentity: {
    what: 'The machine has no identity.',
    where:
      'Look at the identities of the machine. If it belongs to a scale set or is a container: was it upgraded or made again after the identity came?',
    idea: 'The metadata service gives tokens only of identities that the machine itself has at that moment.',
  },
};
