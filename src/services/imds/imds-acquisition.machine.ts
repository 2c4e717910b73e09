import { setup } from 'xstate';

/** What the chart asks, each at most once and only when it gets there. */
export interface ImdsFacts {
  endpointThere(): boolean;
  serviceUp(): boolean;
  withinRate(): boolean;
  headerPresent(): boolean;
  notForwarded(): boolean;
  versionKnown(): boolean;
  resourceGiven(): boolean;
  severalSelectors(): boolean;
  selectorGiven(): boolean;
  identityAttached(): boolean;
  systemIdentityOn(): boolean;
  severalUserIdentities(): boolean;
  oneUserIdentity(): boolean;
  entraReached(): boolean;
  principalExists(): boolean;
  principalEnabled(): boolean;
  resourceKnown(): boolean;
  tokenKept(): boolean;
}

const ask =
  (question: keyof ImdsFacts) =>
  ({ context }: { context: ImdsFacts }) =>
    context[question]();

/**
 * How code on a machine comes to a token at the metadata service. Without a selector it takes the system-assigned
 * identity where that is on, else the user-assigned one where there is exactly one; the identity endpoint of a web app
 * never does the latter.
 * Source: "How to use managed identities on an Azure VM to acquire an access token", "Managed identities FAQ".
 */
export const imdsAcquisitionMachine = setup({
  types: { context: {} as ImdsFacts, input: {} as ImdsFacts },
  guards: {
    endpointThere: ask('endpointThere'),
    serviceUp: ask('serviceUp'),
    withinRate: ask('withinRate'),
    headerPresent: ask('headerPresent'),
    notForwarded: ask('notForwarded'),
    versionKnown: ask('versionKnown'),
    resourceGiven: ask('resourceGiven'),
    severalSelectors: ask('severalSelectors'),
    selectorGiven: ask('selectorGiven'),
    identityAttached: ask('identityAttached'),
    systemIdentityOn: ask('systemIdentityOn'),
    severalUserIdentities: ask('severalUserIdentities'),
    oneUserIdentity: ask('oneUserIdentity'),
    entraReached: ask('entraReached'),
    principalExists: ask('principalExists'),
    principalEnabled: ask('principalEnabled'),
    resourceKnown: ask('resourceKnown'),
    tokenKept: ask('tokenKept'),
  },
}).createMachine({
  id: 'imds-acquisition',
  context: ({ input }) => input,
  initial: 'asked',
  states: {
    asked: { always: [{ guard: 'endpointThere', target: 'service' }, { target: 'endpointMissing' }] },
    service: { always: [{ guard: 'serviceUp', target: 'rate' }, { target: 'serviceUpdating' }] },
    rate: { always: [{ guard: 'withinRate', target: 'header' }, { target: 'throttled' }] },
    header: { always: [{ guard: 'headerPresent', target: 'way' }, { target: 'headerMissing' }] },
    way: { always: [{ guard: 'notForwarded', target: 'version' }, { target: 'forwarded' }] },
    version: { always: [{ guard: 'versionKnown', target: 'resource' }, { target: 'versionUnknown' }] },
    resource: { always: [{ guard: 'resourceGiven', target: 'selector' }, { target: 'resourceMissing' }] },
    selector: {
      always: [
        { guard: 'severalSelectors', target: 'selectorAmbiguous' },
        { guard: 'selectorGiven', target: 'named' },
        { target: 'systemAssigned' },
      ],
    },
    named: { always: [{ guard: 'identityAttached', target: 'entra' }, { target: 'identityNotAttached' }] },
    systemAssigned: { always: [{ guard: 'systemIdentityOn', target: 'entra' }, { target: 'onlyUserAssigned' }] },
    onlyUserAssigned: {
      always: [
        { guard: 'severalUserIdentities', target: 'severalIdentities' },
        { guard: 'oneUserIdentity', target: 'entra' },
        { target: 'noIdentity' },
      ],
    },
    entra: { always: [{ guard: 'entraReached', target: 'principal' }, { target: 'entraFailed' }] },
    principal: { always: [{ guard: 'principalExists', target: 'enabled' }, { target: 'principalGone' }] },
    enabled: { always: [{ guard: 'principalEnabled', target: 'audience' }, { target: 'principalDisabled' }] },
    audience: { always: [{ guard: 'resourceKnown', target: 'kept' }, { target: 'resourceUnknown' }] },
    kept: { always: [{ guard: 'tokenKept', target: 'servedFromCache' }, { target: 'issued' }] },
    endpointMissing: { type: 'final' },
    serviceUpdating: { type: 'final' },
    throttled: { type: 'final' },
    headerMissing: { type: 'final' },
    forwarded: { type: 'final' },
    versionUnknown: { type: 'final' },
    resourceMissing: { type: 'final' },
    selectorAmbiguous: { type: 'final' },
    identityNotAttached: { type: 'final' },
    severalIdentities: { type: 'final' },
    noIdentity: { type: 'final' },
    entraFailed: { type: 'final' },
    principalGone: { type: 'final' },
    principalDisabled: { type: 'final' },
    resourceUnknown: { type: 'final' },
    servedFromCache: { type: 'final' },
    issued: { type: 'final' },
  },
});
