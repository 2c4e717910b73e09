import { setup } from 'xstate';

/** What the chart asks, each at most once and only when it gets there. */
export interface ArcFacts {
  headerPresent(): boolean;
  versionKnown(): boolean;
  resourceGiven(): boolean;
  keyGiven(): boolean;
  keyRight(): boolean;
  systemIdentityOn(): boolean;
  principalEnabled(): boolean;
  resourceKnown(): boolean;
  tokenKept(): boolean;
}

const ask =
  (question: keyof ArcFacts) =>
  ({ context }: { context: ArcFacts }) =>
    context[question]();

/**
 * How code on a server outside Azure comes to a token: its agent first asks it to read a file that only programs on this
 * server can read. Its principal is always there: it goes with the server, and nobody can delete it before.
 * Source: "Authenticate against Azure resources with Azure Arc-enabled servers".
 */
export const arcAcquisitionMachine = setup({
  types: { context: {} as ArcFacts, input: {} as ArcFacts },
  guards: {
    headerPresent: ask('headerPresent'),
    versionKnown: ask('versionKnown'),
    resourceGiven: ask('resourceGiven'),
    keyGiven: ask('keyGiven'),
    keyRight: ask('keyRight'),
    systemIdentityOn: ask('systemIdentityOn'),
    principalEnabled: ask('principalEnabled'),
    resourceKnown: ask('resourceKnown'),
    tokenKept: ask('tokenKept'),
  },
}).createMachine({
  id: 'arc-acquisition',
  context: ({ input }) => input,
  initial: 'asked',
  states: {
    asked: { always: [{ guard: 'headerPresent', target: 'version' }, { target: 'headerMissing' }] },
    version: { always: [{ guard: 'versionKnown', target: 'resource' }, { target: 'versionUnknown' }] },
    resource: { always: [{ guard: 'resourceGiven', target: 'proof' }, { target: 'resourceMissing' }] },
    proof: { always: [{ guard: 'keyGiven', target: 'key' }, { target: 'challenged' }] },
    key: { always: [{ guard: 'keyRight', target: 'systemAssigned' }, { target: 'keyWrong' }] },
    systemAssigned: { always: [{ guard: 'systemIdentityOn', target: 'enabled' }, { target: 'noIdentity' }] },
    enabled: { always: [{ guard: 'principalEnabled', target: 'audience' }, { target: 'principalDisabled' }] },
    audience: { always: [{ guard: 'resourceKnown', target: 'kept' }, { target: 'resourceUnknown' }] },
    kept: { always: [{ guard: 'tokenKept', target: 'servedFromCache' }, { target: 'issued' }] },
    headerMissing: { type: 'final' },
    versionUnknown: { type: 'final' },
    resourceMissing: { type: 'final' },
    challenged: { type: 'final' },
    keyWrong: { type: 'final' },
    noIdentity: { type: 'final' },
    principalDisabled: { type: 'final' },
    resourceUnknown: { type: 'final' },
    servedFromCache: { type: 'final' },
    issued: { type: 'final' },
  },
});
