import { setup } from 'xstate';

/**
 * The life of an application's credential, a secret or a certificate: Entra ID takes it between its two times and not
 * before or after, and it stays in the list when it has ended, until somebody removes it. Renewing is adding another.
 * Source: "application: addPassword", "Add and manage application credentials in Microsoft Entra ID".
 */
export const credentialLifeMachine = setup({
  types: { events: {} as { type: 'begins' } | { type: 'ends' } | { type: 'remove' } },
}).createMachine({
  id: 'credential-life',
  initial: 'early',
  states: {
    early: { on: { begins: 'valid', remove: 'removed' } },
    valid: { on: { ends: 'expired', remove: 'removed' } },
    expired: { on: { remove: 'removed' } },
    removed: { type: 'final' },
  },
});

/** Where a credential that is still in the list stands at a moment (ms): the chart, read off the times in the row. */
export function credentialState(
  { startsAt, endsAt }: { startsAt: number; endsAt: number },
  at: number,
): 'early' | 'valid' | 'expired' {
  if (at < startsAt) return 'early';
  return at < endsAt ? 'valid' : 'expired';
}
