import { setup } from 'xstate';

/** What the chart asks, each at most once and only when it gets there. */
export interface AcquisitionFacts {
  headerPresent(): boolean;
  headerRight(): boolean;
  versionKnown(): boolean;
  resourceGiven(): boolean;
  severalSelectors(): boolean;
  selectorGiven(): boolean;
  userIdentityAttached(): boolean;
  systemIdentityOn(): boolean;
  principalExists(): boolean;
  principalEnabled(): boolean;
  resourceKnown(): boolean;
  tokenKept(): boolean;
}

const ask =
  (question: keyof AcquisitionFacts) =>
  ({ context }: { context: AcquisitionFacts }) =>
    context[question]();

/**
 * How the code of a web app comes to a token at its identity endpoint. Without a selector the endpoint looks for the
 * system-assigned identity and for nothing else, however many user-assigned ones are attached.
 * Source: "How to use managed identities for App Service and Azure Functions", REST endpoint reference.
 */
export const tokenAcquisitionMachine = setup({
  types: { context: {} as AcquisitionFacts, input: {} as AcquisitionFacts },
  guards: {
    headerPresent: ask('headerPresent'),
    headerRight: ask('headerRight'),
    versionKnown: ask('versionKnown'),
    resourceGiven: ask('resourceGiven'),
    severalSelectors: ask('severalSelectors'),
    selectorGiven: ask('selectorGiven'),
    userIdentityAttached: ask('userIdentityAttached'),
    systemIdentityOn: ask('systemIdentityOn'),
    principalExists: ask('principalExists'),
    principalEnabled: ask('principalEnabled'),
    resourceKnown: ask('resourceKnown'),
    tokenKept: ask('tokenKept'),
  },
}).createMachine({
  id: 'app-service-token-acquisition',
  context: ({ input }) => input,
  initial: 'asked',
  states: {
    asked: { always: [{ guard: 'headerPresent', target: 'header' }, { target: 'headerMissing' }] },
    header: { always: [{ guard: 'headerRight', target: 'version' }, { target: 'headerWrong' }] },
    version: { always: [{ guard: 'versionKnown', target: 'resource' }, { target: 'versionUnknown' }] },
    resource: { always: [{ guard: 'resourceGiven', target: 'selector' }, { target: 'resourceMissing' }] },
    selector: {
      always: [
        { guard: 'severalSelectors', target: 'selectorAmbiguous' },
        { guard: 'selectorGiven', target: 'userAssigned' },
        { target: 'systemAssigned' },
      ],
    },
    userAssigned: {
      always: [{ guard: 'userIdentityAttached', target: 'principal' }, { target: 'identityNotAttached' }],
    },
    systemAssigned: { always: [{ guard: 'systemIdentityOn', target: 'principal' }, { target: 'noSystemIdentity' }] },
    principal: { always: [{ guard: 'principalExists', target: 'enabled' }, { target: 'principalGone' }] },
    enabled: { always: [{ guard: 'principalEnabled', target: 'audience' }, { target: 'principalDisabled' }] },
    audience: { always: [{ guard: 'resourceKnown', target: 'kept' }, { target: 'resourceUnknown' }] },
    kept: { always: [{ guard: 'tokenKept', target: 'servedFromCache' }, { target: 'issued' }] },
    headerMissing: { type: 'final' },
    headerWrong: { type: 'final' },
    versionUnknown: { type: 'final' },
    resourceMissing: { type: 'final' },
    selectorAmbiguous: { type: 'final' },
    identityNotAttached: { type: 'final' },
    noSystemIdentity: { type: 'final' },
    principalGone: { type: 'final' },
    principalDisabled: { type: 'final' },
    resourceUnknown: { type: 'final' },
    servedFromCache: { type: 'final' },
    issued: { type: 'final' },
  },
});
