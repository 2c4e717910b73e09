import { setup } from 'xstate';

/**
 * The life of a vault, and of each secret in it, under soft delete. Only purge is final, and purge protection takes
 * even that away: then nothing but the end of the retention ends it.
 * Source: https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
 */
export const vaultSoftDeleteMachine = setup({
  types: {
    context: {} as { purgeProtected: boolean },
    events: {} as { type: 'delete' } | { type: 'recover' } | { type: 'purge' } | { type: 'retentionEnded' },
  },
  guards: { mayPurge: ({ context }) => !context.purgeProtected },
}).createMachine({
  id: 'vault-soft-delete',
  context: { purgeProtected: false },
  initial: 'active',
  states: {
    active: { on: { delete: 'softDeleted' } },
    softDeleted: {
      on: { recover: 'active', purge: { target: 'purged', guard: 'mayPurge' }, retentionEnded: 'purged' },
    },
    purged: { type: 'final' },
  },
});
