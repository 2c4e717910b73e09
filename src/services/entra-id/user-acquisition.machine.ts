import { setup } from 'xstate';

/** What the chart asks, each at most once and only when it gets there. */
export interface UserFacts {
  clientNamed(): boolean;
  clientKnown(): boolean;
  sessionKnown(): boolean;
  userThere(): boolean;
  userEnabled(): boolean;
  resourceClear(): boolean;
  resourceKnown(): boolean;
}

const ask =
  (question: keyof UserFacts) =>
  ({ context }: { context: UserFacts }) =>
    context[question]();

/**
 * How a client comes to a token for the person who signed in to it: by the refresh token of that sign-in.
 * Source: "Microsoft identity platform and OAuth 2.0 authorization code flow", refresh the access token.
 */
export const userAcquisitionMachine = setup({
  types: { context: {} as UserFacts, input: {} as UserFacts },
  guards: {
    clientNamed: ask('clientNamed'),
    clientKnown: ask('clientKnown'),
    sessionKnown: ask('sessionKnown'),
    userThere: ask('userThere'),
    userEnabled: ask('userEnabled'),
    resourceClear: ask('resourceClear'),
    resourceKnown: ask('resourceKnown'),
  },
}).createMachine({
  id: 'user-acquisition',
  context: ({ input }) => input,
  initial: 'asked',
  states: {
    asked: { always: [{ guard: 'clientNamed', target: 'client' }, { target: 'parameterMissing' }] },
    client: { always: [{ guard: 'clientKnown', target: 'session' }, { target: 'clientUnknown' }] },
    session: { always: [{ guard: 'sessionKnown', target: 'user' }, { target: 'sessionUnknown' }] },
    user: { always: [{ guard: 'userThere', target: 'enabled' }, { target: 'userGone' }] },
    enabled: { always: [{ guard: 'userEnabled', target: 'resource' }, { target: 'userDisabled' }] },
    resource: { always: [{ guard: 'resourceClear', target: 'target' }, { target: 'resourceUnclear' }] },
    target: { always: [{ guard: 'resourceKnown', target: 'issued' }, { target: 'resourceUnknown' }] },
    parameterMissing: { type: 'final' },
    clientUnknown: { type: 'final' },
    sessionUnknown: { type: 'final' },
    userGone: { type: 'final' },
    userDisabled: { type: 'final' },
    resourceUnclear: { type: 'final' },
    resourceUnknown: { type: 'final' },
    issued: { type: 'final' },
  },
});
