import { setup } from 'xstate';

/** What the chart asks, each at most once and only when it gets there. */
export interface SqlLoginFacts {
  databaseExists(): boolean;
  bringsPassword(): boolean;
  passwordsAllowed(): boolean;
  passwordRight(): boolean;
  isAdministrator(): boolean;
  isDatabaseUser(): boolean;
  groupIsDatabaseUser(): boolean;
  batchAnswered(): boolean;
  permissionLacks(): boolean;
}

const ask =
  (question: keyof SqlLoginFacts) =>
  ({ context }: { context: SqlLoginFacts }) =>
    context[question]();

/**
 * What SQL asks after the token and the firewall: is there such a database, who is this in it, and may they do what the
 * batch says. No Azure role is asked anywhere on this way.
 */
export const sqlLoginMachine = setup({
  types: { context: {} as SqlLoginFacts, input: {} as SqlLoginFacts },
  guards: {
    databaseExists: ask('databaseExists'),
    bringsPassword: ask('bringsPassword'),
    passwordsAllowed: ask('passwordsAllowed'),
    passwordRight: ask('passwordRight'),
    isAdministrator: ask('isAdministrator'),
    isDatabaseUser: ask('isDatabaseUser'),
    groupIsDatabaseUser: ask('groupIsDatabaseUser'),
    batchAnswered: ask('batchAnswered'),
    permissionLacks: ask('permissionLacks'),
  },
}).createMachine({
  id: 'sql-login',
  context: ({ input }) => input,
  initial: 'database',
  states: {
    database: { always: [{ guard: 'databaseExists', target: 'credential' }, { target: 'noSuchDatabase' }] },
    credential: { always: [{ guard: 'bringsPassword', target: 'passwordPolicy' }, { target: 'administrator' }] },
    passwordPolicy: { always: [{ guard: 'passwordsAllowed', target: 'password' }, { target: 'passwordsOff' }] },
    password: { always: [{ guard: 'passwordRight', target: 'batch' }, { target: 'wrongPassword' }] },
    administrator: { always: [{ guard: 'isAdministrator', target: 'batch' }, { target: 'databaseUser' }] },
    databaseUser: {
      always: [
        { guard: 'isDatabaseUser', target: 'batch' },
        { guard: 'groupIsDatabaseUser', target: 'batch' },
        { target: 'unknownPrincipal' },
      ],
    },
    batch: {
      always: [
        { guard: 'batchAnswered', target: 'answered' },
        { guard: 'permissionLacks', target: 'denied' },
        { target: 'failed' },
      ],
    },
    noSuchDatabase: { type: 'final' },
    passwordsOff: { type: 'final' },
    wrongPassword: { type: 'final' },
    unknownPrincipal: { type: 'final' },
    answered: { type: 'final' },
    denied: { type: 'final' },
    failed: { type: 'final' },
  },
});
